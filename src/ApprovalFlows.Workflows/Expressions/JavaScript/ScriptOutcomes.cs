using System.Collections;
using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>The outcomes a script chose with <c>setOutcome</c> and <c>setOutcomes</c>.</summary>
internal sealed class ScriptOutcomes
{
    public List<string> Names { get; } = [];

    public void Install(Engine engine)
    {
        engine.SetValue("setOutcome", new JsValue(new ClrFunctionInstance(engine, Set)));
        engine.SetValue("setOutcomes", new JsValue(new ClrFunctionInstance(engine, Set)));
    }

    private JsValue Set(JsValue self, JsValue[] arguments)
    {
        Names.Clear();
        foreach (var argument in arguments)
            switch (ScriptValues.FromScript(argument))
            {
                case string name:
                    Names.Add(name);
                    break;
                case IEnumerable names:
                    Names.AddRange(names.Cast<object?>()
                        .Select(name => Convert.ToString(name, CultureInfo.InvariantCulture) ?? ""));
                    break;
            }

        return JsValue.Undefined;
    }
}
