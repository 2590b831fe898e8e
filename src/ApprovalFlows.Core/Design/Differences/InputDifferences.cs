using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What changed in the inputs and outputs of a step.</summary>
internal sealed class InputDifferences(Subject subject, FlowNames names, FlowStep before, FlowStep after)
{
    private const string OwnLimit = "workingDays";

    public void Compare(string name)
    {
        var (old, now) = (before.Own[name], after.Own[name]);
        var (was, given) = (InputValue.Of(old), InputValue.Of(now));
        if (was is null && given is null)
        {
            subject.Leaves(name, old, now);
            return;
        }

        if (!(IsEmpty(old, was) && IsEmpty(now, given))
            && (was is null || given is null || !InputValue.SayTheSame(was, given)))
            TellValue(name, was, given);
        TellRest(name, was, given, old, now);
    }

    // Designers write inputs that nobody filled in; files leave them out.
    private static bool IsEmpty(JsonNode? json, InputValue? value) =>
        JsonSame.IsNothing(json) || value is { IsLiteral: true, Text: null or "" };

    private void TellValue(string name, InputValue? was, InputValue? given)
    {
        if (was?.Text == given?.Text && was?.Syntax != given?.Syntax && was is not null && given is not null)
            Tell(name, "Differs.Changed", was.Syntax, given.Syntax, subject.LabelOf(name), was.Syntax, given.Syntax);
        else if (was is { IsScript: true } || given is { IsScript: true }) TellScript(name, was, given);
        else if (name == OwnLimit) TellLimit(was?.Text, given?.Text);
        else if (was?.List() is { } old && given?.List() is { } now && IsToldAsList(name, old, now)) return;
        else TellPlain(name, was, given);
    }

    private void TellPlain(string name, InputValue? was, InputValue? given)
    {
        var label = subject.LabelOf(name);
        var (old, now) = (Show(before, name, was), Show(after, name, given));
        if (was is null || string.IsNullOrEmpty(was.Text))
            Tell(name, "Differs.Set", was?.Text, given?.Text, label, now);
        else if (given is null || string.IsNullOrEmpty(given.Text))
            Tell(name, "Differs.Cleared", was.Text, given?.Text, label, old);
        else if (old is string && now is string)
        {
            var (left, right) = Shown.Pair(was.Text, given.Text);
            Tell(name, "Differs.Changed", was.Text, given.Text, label, $"“{left}”", $"“{right}”");
        }
        else Tell(name, "Differs.Changed", was.Text, given.Text, label, old, now);
    }

    private void TellLimit(string? was, string? given)
    {
        if (string.IsNullOrEmpty(was)) Tell(OwnLimit, "Differs.LimitSet", was, given, given ?? "–");
        else if (string.IsNullOrEmpty(given)) Tell(OwnLimit, "Differs.LimitCleared", was, given, was);
        else Tell(OwnLimit, "Differs.LimitMoved", was, given, was, given);
    }

    private void TellScript(string name, InputValue? was, InputValue? given)
    {
        var (old, now) = Shown.Pair(was?.Text ?? "", given?.Text ?? "");
        var isSame = was?.Syntax == given?.Syntax;
        Tell(
            name,
            "Differs.Script",
            was?.Text,
            given?.Text,
            subject.LabelOf(name),
            was is null ? "–" : isSame ? old : $"{was.Syntax}: {old}",
            given is null ? "–" : isSame ? now : $"{given.Syntax}: {now}");
    }

    private bool IsToldAsList(string name, IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        if (name != "outcomes" || HasTwice(old) || HasTwice(now)) return false;
        foreach (var outcome in now.Except(old))
            Tell(name, "Differs.OutcomeAdded", null, outcome, FlowNames.Outcome(outcome));
        foreach (var outcome in old.Except(now))
            Tell(name, "Differs.OutcomeRemoved", outcome, null, FlowNames.Outcome(outcome));
        var (was, became) = (old.Where(now.Contains).ToList(), now.Where(old.Contains).ToList());
        if (!was.SequenceEqual(became))
            Tell(
                name,
                "Differs.OutcomesReordered",
                string.Join(", ", old),
                string.Join(", ", now),
                FlowNames.Joined(now.Select(FlowNames.Outcome)),
                FlowNames.Joined(old.Select(FlowNames.Outcome)));
        return !old.SequenceEqual(now);
    }

    private static bool HasTwice(IReadOnlyList<string> names) => names.Distinct().Count() < names.Count;

    private object Show(FlowStep step, string name, InputValue? value) => (name, value?.Text) switch
    {
        (_, null or "") => "–",
        ("department", var code) => names.Department(code),
        ("post", var code) => names.Post(InputValue.Of(step.Own["department"])?.Text ?? "", code),
        ("timeLimit", var code) => FlowNames.TimeLimit(code),
        ("deemedOutcome", var code) => FlowNames.Outcome(code),
        (_, "true") => new Sentence("Differs.Yes"),
        (_, "false") => new Sentence("Differs.No"),
        (_, var text) when value!.IsVariable => new Sentence("Differs.InVariable", text),
        (_, var text) => Shown.Quoted(text),
    };

    // Types and places of results; the place that designers give to an input follows from the id of the step.
    private void TellRest(string name, InputValue? was, InputValue? given, JsonNode? old, JsonNode? now)
    {
        if (was is null || given is null) return;
        subject.Leaves(name, RestOf(before, old!), RestOf(after, now!));
    }

    private static JsonObject RestOf(FlowStep step, JsonNode input)
    {
        var rest = input.DeepClone().AsObject();
        if (rest["expression"] is JsonObject expression)
        {
            expression.Remove("type");
            expression.Remove("value");
            if (expression.Count == 0) rest.Remove("expression");
            if (rest["memoryReference"]?["id"].Text()?.StartsWith(step.Id + ":input", StringComparison.Ordinal) == true)
                rest.Remove("memoryReference");
        }
        else (rest["memoryReference"] as JsonObject)?.Remove("id");

        return rest;
    }

    private void Tell(string name, string key, string? old, string? now, params object[] args) => subject.Tell(
        name,
        new Sentence(key, [new Sentence("Differs.Step", StepTitle.WithId(after)), .. args]),
        old,
        now);
}
