using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>All matches of a regular expression, and the groups that have names.</summary>
internal static class RegExpMethods
{
    /// <summary>Lets <c>exec</c> and <c>match</c> tell the groups that have names.</summary>
    public static void InstallGroups(Engine engine, ScriptGuards guards)
    {
        Wrap(engine, guards, engine.RegExp.PrototypeObject, "exec", call => call.Self);
        Wrap(engine, guards, engine.String.PrototypeObject, "match", call => call[0]);
    }

    private static void Wrap(
        Engine engine, ScriptGuards guards, ObjectInstance owner, string name, Func<MethodCall, JsValue> patternOf)
    {
        var original = (ICallable)owner.Get(name).AsObject();
        ScriptExtensions.Add(engine, guards, owner, name, call =>
        {
            var match = original.Call(call.Self, call.Arguments);
            if (match.IsObject() && patternOf(call).TryCast<RegExpInstance>() is { } pattern)
                AddGroups(call, pattern, match.AsObject());
            return match;
        });
    }

    public static JsValue MatchAll(MethodCall call)
    {
        var text = call.SelfText();
        var given = call[0].IsRegExp() ? call[0].AsRegExp() : null;
        if (given is { Global: false })
            throw call.TypeError("String.prototype.matchAll called with a non-global RegExp argument");
        var source = given is null ? new JsValue(call.Text(0)) : given.Get("source");
        var flags = "g" + (given?.IgnoreCase == true ? "i" : "") + (given?.Multiline == true ? "m" : "");
        var pattern = (RegExpInstance)ScriptGuards.Timed(
            call.Engine.RegExp.Construct([source, new JsValue(flags)]));
        var exec = (ICallable)call.Engine.RegExp.PrototypeObject.Get("exec").AsObject();
        var matches = new List<JsValue>();
        while (exec.Call(pattern, [new JsValue(text)]) is var match && match.IsObject())
        {
            var found = match.AsObject();
            AddGroups(call, pattern, found);
            matches.Add(match);
            ScriptGuards.CheckCount(matches.Count);
            call.Guards.CheckMemory();
            if (TypeConverter.ToString(found.Get("0")).Length == 0)
                pattern.Put("lastIndex", TypeConverter.ToNumber(pattern.Get("lastIndex")) + 1, false);
        }

        return call.Iterator(matches);
    }

    private static void AddGroups(MethodCall call, RegExpInstance pattern, ObjectInstance match)
    {
        var names = pattern.Value.GetGroupNames()
            .Where(name => !int.TryParse(name, CultureInfo.InvariantCulture, out _)).ToList();
        if (names.Count == 0)
            return;
        var groups = call.Engine.Object.Construct([]);
        foreach (var name in names)
            groups.Put(name, match.Get(MethodCall.IndexText(pattern.Value.GroupNumberFromName(name))), false);
        match.Put("groups", groups, false);
    }
}
