using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>A Map or a Set of a script: keys in the order they came.</summary>
internal sealed class ScriptMap(Engine engine, bool isSet) : ObjectInstance(engine)
{
    private readonly Dictionary<object, int> places = [];
    private readonly List<(JsValue Key, JsValue Value)?> entries = [];

    public bool IsSet => isSet;

    public override string Class => isSet ? "Set" : "Map";

    public int Count => places.Count;

    /// <summary>What comes while they are walked through is walked through too.</summary>
    public IEnumerable<(JsValue Key, JsValue Value)> Entries
    {
        get
        {
            for (var i = 0; i < entries.Count; i++)
                if (entries[i] is { } entry)
                    yield return entry;
        }
    }

    public IEnumerable<JsValue> Keys => Entries.Select(entry => entry.Key);

    public ScriptMap Empty() => new(Engine, isSet) { Prototype = Prototype, Extensible = true };

    public bool Has(JsValue key) => places.ContainsKey(IdentityOf(key));

    public JsValue Find(JsValue key) =>
        places.TryGetValue(IdentityOf(key), out var at) ? entries[at]!.Value.Value : JsValue.Undefined;

    public void Set(JsValue key, JsValue value)
    {
        var identity = IdentityOf(key);
        if (places.TryGetValue(identity, out var at))
        {
            entries[at] = (entries[at]!.Value.Key, value);
            return;
        }

        places[identity] = entries.Count;
        entries.Add((key, value));
    }

    public bool Remove(JsValue key)
    {
        if (!places.Remove(IdentityOf(key), out var at))
            return false;
        entries[at] = null;
        return true;
    }

    public void Clear()
    {
        places.Clear();
        for (var i = 0; i < entries.Count; i++)
            entries[i] = null;
    }

    /// <summary>Equal as keys are: NaN is itself, 0 and -0 are one.</summary>
    public static bool Same(JsValue a, JsValue b) => IdentityOf(a).Equals(IdentityOf(b));

    private static object IdentityOf(JsValue value)
    {
        if (value.IsObject())
            return new Reference(value.AsObject());
        if (value.IsString())
            return value.AsString();
        if (value.IsNumber())
            return value.AsNumber() + 0.0;
        return value.IsBoolean() ? value.AsBoolean() : value.Type;
    }

    private readonly record struct Reference(ObjectInstance Target)
    {
        public bool Equals(Reference other) => ReferenceEquals(Target, other.Target);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Target);
    }
}
