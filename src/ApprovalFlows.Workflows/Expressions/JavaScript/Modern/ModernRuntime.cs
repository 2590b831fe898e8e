using System.Text;
using ApprovalFlows.Workflows.Expressions.JavaScript.Library;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>What rewritten scripts call for what ECMAScript 5.1 cannot say.</summary>
internal static class ModernRuntime
{
    public static readonly Dictionary<string, Method> Functions = new(StringComparer.Ordinal)
    {
        [RuntimeNames.List] = List,
        [RuntimeNames.Iterate] = Iterate,
        [RuntimeNames.Rest] = call => call.Array([.. call.Iterate(call[0]).Skip((int)call.Integer(1))]),
        [RuntimeNames.Object] = MakeObject,
        [RuntimeNames.Omit] = Omit,
        [RuntimeNames.Need] = Need,
        [RuntimeNames.Power] = Power,
        [RuntimeNames.Text] = Text,
        [RuntimeNames.Tag] = Tag,
        [RuntimeNames.Fail] = call => throw new JavaScriptException(
            call.Text(0) == "TypeError" ? call.Engine.TypeError : call.Engine.ReferenceError, call.Text(1)),
        [RuntimeNames.Class] = call => new ScriptClass(call),
        [RuntimeNames.SuperMember] = SuperMember,
        [RuntimeNames.New] = New,
    };

    /// <summary>Adds a getter or setter beside its other half.</summary>
    public static void DefineAccessor(
        ObjectInstance target, string name, JsValue function, bool isGetter, bool isEnumerable) =>
        target.DefineOwnProperty(
            name,
            new PropertyDescriptor(
                isGetter ? function : null, isGetter ? null : function, isEnumerable, true),
            false);

    private static JsValue List(MethodCall call)
    {
        var marks = call.Text(0);
        var items = new List<JsValue>();
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i] == '1')
                items.AddRange(call.Iterate(call[i + 1]));
            else
                items.Add(call[i + 1]);
            ScriptGuards.CheckCount(items.Count);
        }

        return call.Array(items);
    }

    // Arrays as they are: what a loop adds to its array is walked through too.
    private static JsValue Iterate(MethodCall call) =>
        call[0].IsObject() && call[0].AsObject() is ArrayInstance ? call[0] : call.Array(call.Iterate(call[0]));

    private static JsValue MakeObject(MethodCall call)
    {
        var made = call.Engine.Object.Construct([]);
        for (var i = 0; i < call.Arguments.Length; i += 3)
            switch (call.Text(i))
            {
                case nameof(MemberKind.Spread):
                    ObjectMethods.Copy(call, call[i + 2], made);
                    break;
                case nameof(MemberKind.Get):
                    DefineAccessor(made, call.Text(i + 1), call[i + 2], true, true);
                    break;
                case nameof(MemberKind.Set):
                    DefineAccessor(made, call.Text(i + 1), call[i + 2], false, true);
                    break;
                default:
                    made.DefineOwnProperty(
                        call.Text(i + 1), new PropertyDescriptor(call[i + 2], true, true, true), false);
                    break;
            }

        return made;
    }

    private static JsValue Omit(MethodCall call)
    {
        var made = call.Engine.Object.Construct([]);
        var omitted = call.ItemsOf(call[1].AsObject()).Select(TypeConverter.ToString)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in ObjectMethods.MembersOf(call, TypeConverter.ToObject(call.Engine, call[0])))
            if (!omitted.Contains(name))
                made.Put(name, value, false);
        return made;
    }

    private static JsValue Need(MethodCall call) => call[0].IsNull() || call[0].IsUndefined()
        ? throw call.TypeError($"Cannot destructure '{call.Text(0)}' as it is {call.Text(0)}.")
        : call[0];

    private static JsValue Power(MethodCall call)
    {
        var (value, exponent) = (TypeConverter.ToNumber(call[0]), TypeConverter.ToNumber(call[1]));
        return Math.Abs(value) == 1 && double.IsInfinity(exponent) ? double.NaN
            : double.IsNaN(exponent) ? double.NaN : Math.Pow(value, exponent);
    }

    private static JsValue Text(MethodCall call)
    {
        var text = new StringBuilder();
        foreach (var part in call.Arguments)
        {
            var piece = TypeConverter.ToString(part);
            call.Guards.CheckLength((long)text.Length + piece.Length);
            text.Append(piece);
        }

        return text.ToString();
    }

    private static JsValue Tag(MethodCall call)
    {
        call[0].AsObject().FastAddProperty("raw", call[1], false, false, false);
        return call[0];
    }

    private static JsValue SuperMember(MethodCall call)
    {
        var name = call.Text(1);
        var parent = call[0].AsObject().Prototype;
        if (parent is null || parent.GetProperty(name) is not { } property)
            return JsValue.Undefined;
        if (property.IsAccessorDescriptor())
            return property.Get is { } getter && getter.IsObject() && getter.AsObject() is ICallable callable
                ? callable.Call(call[2], [])
                : JsValue.Undefined;
        return parent.Get(name);
    }

    private static JsValue New(MethodCall call) =>
        call[0].IsObject() && call[0].AsObject() is IConstructor constructor
            ? constructor.Construct(call.ItemsOf(call[1].AsObject()))
            : throw call.TypeError("The value is not a constructor");
}
