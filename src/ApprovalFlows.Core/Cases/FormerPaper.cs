using System.Text.Json;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms.Fields;

namespace ApprovalFlows.Core.Cases;

/// <summary>The paper that an application renews, changes or replaces, and what follows for the next one.</summary>
public sealed record FormerPaper(Certificate Paper, Succession How)
{
    // Only the renewal makes it longer; who moves house registers until another day.
    private bool KeepsEnd => How != Succession.Renewal && Paper.Kind != CertificateKinds.Residence;

    /// <summary>行政许可法 §49 for a change, §50 for a renewal.</summary>
    private string? Rule => How switch
    {
        Succession.Renewal => "行政许可法 §50",
        Succession.Change => "行政许可法 §49",
        _ => null,
    };

    /// <summary>A renewal begins the day after the end of the former paper, so that no day has two.</summary>
    public DateOnly Begin(DateOnly from)
    {
        var earliest = How == Succession.Renewal ? Paper.LastDay.AddDays(1) : Paper.ValidFrom;
        return from < earliest ? earliest : from;
    }

    public DateOnly End(DateOnly to) => KeepsEnd && Paper.ValidTo < to ? Paper.ValidTo : to;

    /// <summary>The day a stay is counted from: that of the first permit, whatever a later form says.</summary>
    public static DateOnly EntryOf(Certificate stay)
    {
        using var contents = JsonDocument.Parse(stay.Contents);
        return EntryIn(contents.RootElement) ?? stay.ValidFrom;
    }

    public static DateOnly? EntryIn(JsonElement values) =>
        values.TextOf("entryTime") is { } text && DateTimeField.Parse(text) is { } moment
            ? ChinaTime.DateOf(moment)
            : null;

    public void FollowBy(Certificate next, Actor by, DateTimeOffset now) =>
        Paper.FollowBy(next, How, new CertificateAct(by, next.ValidFrom, null, Rule, now, next.CaseId));
}
