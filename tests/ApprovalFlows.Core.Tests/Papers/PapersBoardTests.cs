using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Tests.Certificates;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Tests.Papers;

/// <summary>The board as a table: composite end, lamp, gaps, modes and areas (§4.11, §4.12).</summary>
public sealed class PapersBoardTests
{
    private static readonly Guid Firm = Guid.CreateVersion7();
    private static readonly Guid Agency = Guid.CreateVersion7();
    private readonly List<Certificate> papers = [];
    private readonly List<Certificate> firmPapers = [];
    private Worker worker = PaperDesk.NewWorker(Firm);
    private int serial;

    [Theory]
    [InlineData("2027-05-01", "2027-03-01", "2027-02-10", "2027-06-30", "2027-02-10", Lamp.Green)]
    [InlineData("2026-12-15", "2027-03-01", "2027-02-10", "2027-06-30", "2026-12-15", Lamp.Amber)]
    [InlineData("2027-05-01", "2026-11-20", "2027-02-10", "2027-06-30", "2026-11-20", Lamp.Red)]
    [InlineData("2027-05-01", "2027-03-01", "2027-02-10", "2026-12-21", "2026-12-21", Lamp.Amber)]
    [InlineData("2027-05-01", "2027-03-01", "2027-02-10", "2026-12-22", "2026-12-22", Lamp.Green)]
    public void End_OfAllPapers_IsTheEarliest(
        string pass, string health, string stay, string employer, string end, Lamp lamp)
    {
        AddAll(pass: pass, health: health, stay: stay, employer: employer);

        var board = Board();

        Assert.Equal((PaperDesk.Day(end), lamp), (board.End!.Value, board.Lamp));
    }

    [Fact]
    public void Gap_PolicyEndsBeforeTheAgreement_IsNamed()
    {
        AddAll(injury: "2026-12-01");

        var board = Board();

        Assert.Equal((PaperDesk.Day("2026-12-01"), Lamp.Amber), (board.End!.Value, board.Lamp));
        var gap = Assert.Single(board.Gaps);
        Assert.Equal(("injury", PaperDesk.Day("2026-12-02"), PaperDesk.Day("2027-02-10")),
            (gap.Slot.Id, gap.From, gap.To));
    }

    [Theory]
    [InlineData("2026-12-02", 0, "2027-02-10")]
    [InlineData("2026-11-15", 0, "2027-02-10")]
    [InlineData("2026-12-03", 1, "2026-12-01")]
    public void Chain_NextPolicy_CoversOnlyWithoutABreak(string next, int gaps, string end)
    {
        AddAll(injury: "2026-12-01");
        Add("GS", next, "2027-02-10");

        var board = Board();

        Assert.Equal((gaps, PaperDesk.Day(end)), (board.Gaps.Count, board["injury"].End!.Value));
    }

    [Fact]
    public void Stay_Missing_IsRedWithoutAnEnd()
    {
        AddAll(stay: null);

        var board = Board();

        Assert.Equal((null, Lamp.Red, SlotState.Missing), (board.End, board.Lamp, board["stay"].State));
        Assert.Equal("stay-permit", board["stay"].Next!.Flow);
    }

    [Fact]
    public void Employer_Revoked_IsRedAndHoldsThePapersBelow()
    {
        AddAll();
        firmPapers[0].Revoke(Act("2026-11-15"));

        var board = Board();

        Assert.Equal((null, Lamp.Red), (board.End, board.Lamp));
        Assert.Equal(
            (SlotState.Ended, SlotState.Held, SlotState.Held, SlotState.Valid),
            (board["employer"].State, board["permit"].State, board["stay"].State, board["agreement"].State));
        Assert.Equal(PaperDesk.Day("2026-11-15"), Assert.Single(board["stay"].Causes).Since);
        Assert.Equal(
            "Held: the Certificate for employing border residents was revoked (since 15 November 2026). "
                + "It counts again when that cause ends.",
            board["stay"].Next!.Words.In(TextResources.English));
    }

    [Fact]
    public void Stay_LeftOnce_IsUsedUpAndSaysWhatNext()
    {
        AddAll();
        papers.Find(paper => paper.Kind == "TL")!.UseUp(Act("2026-11-11"));

        var slot = Board()["stay"];

        Assert.Equal((SlotState.UsedUp, "stay-permit"), (slot.State, slot.Next!.Flow));
        Assert.Equal("Papers.Next.UsedUp", slot.Next.Words.Key);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-06-30")]
    [InlineData("2026-03-01", "2026-08-28")]
    [InlineData("2026-05-31", "2026-11-27")]
    [InlineData("2025-09-01", "2026-02-28")]
    [InlineData("2026-07-05", "2027-01-01")]
    [InlineData("2027-09-03", "2028-03-01")]
    public void Stay_PrintedLonger_EndsAfter180Days(string start, string lastDay)
    {
        Add("TL", start, "2029-12-31");
        var last = PaperDesk.Day(lastDay);

        Assert.Equal(last, Board(last)["stay"].End);
        Assert.Equal(SlotState.Expired, Board(last.AddDays(1))["stay"].State);
    }

    [Fact]
    public void Stay_AfterTheOneExit_IsVoidBeforeTheNextEntry()
    {
        var permit = Add("TL", "2026-03-01", "2026-08-28");
        permit.UseUp(Act("2026-04-11"));

        Assert.True(Board(PaperDesk.Day("2026-04-09"))["stay"].IsGood);
        Assert.Equal(SlotState.UsedUp, Board(PaperDesk.Day("2026-04-10"))["stay"].State);
        Assert.Equal(SlotState.UsedUp, Board(PaperDesk.Day("2026-04-12"))["stay"].State);
    }

    [Fact]
    public void Commuter_WithoutStayAndResidence_IsGreen()
    {
        worker = PaperDesk.NewWorker(Firm, WorkerMode.Commuter);
        AddAll(stay: null);

        var board = Board();

        Assert.Equal((Lamp.Green, SlotState.NotNeeded), (board.Lamp, board["stay"].State));
        Assert.Equal(SlotState.NotNeeded, board["residence"].State);
    }

    [Theory]
    [InlineData(null, SlotState.WrongArea, Lamp.Red, 1)]
    [InlineData("450681", SlotState.WrongArea, Lamp.Red, 1)]
    [InlineData("450681,450602", SlotState.Valid, Lamp.Green, 0)]
    [InlineData("450602100", SlotState.Valid, Lamp.Green, 0)]
    public void PortArea_StayPermit_MustNameIt(string? areas, SlotState state, Lamp lamp, int flags)
    {
        worker = PaperDesk.NewWorker(Firm, area: "450602100");
        AddAll(stay: null);
        Add("TL", "2026-11-01", "2027-02-10", areas);

        var board = Board();

        Assert.Equal((state, lamp, flags), (board["stay"].State, board.Lamp, board.Flags.Count));
    }

    [Fact]
    public void PortArea_CommuterOnThePassAlone_IsFlagged()
    {
        worker = PaperDesk.NewWorker(Firm, WorkerMode.Commuter, "450602");
        AddAll(stay: null);

        var board = Board();

        Assert.Equal((Lamp.Red, "Papers.Flag.Area"), (board.Lamp, Assert.Single(board.Flags).Key));
    }

    [Fact]
    public void Permit_OfAnotherEmployer_DoesNotCount()
    {
        AddAll(permit: null);
        papers.Add(PaperDesk.Paper(
            "WG", Agency, worker.Id, PaperDesk.Day("2026-01-01"), PaperDesk.Day("2027-12-31"), "other"));

        Assert.Equal(SlotState.Missing, Board()["permit"].State);
    }

    [Fact]
    public void Suspension_OverAndOut_LeavesNoTrace()
    {
        AddAll();
        firmPapers[0].Suspend(Act("2026-11-10"));
        var during = Board();
        firmPapers[0].Reinstate(Act("2026-11-21"));
        var after = Board();

        Assert.Equal((Lamp.Red, SlotState.Suspended, SlotState.Held),
            (during.Lamp, during["employer"].State, during["permit"].State));
        Assert.Equal((Lamp.Green, SlotState.Valid), (after.Lamp, after["permit"].State));
    }

    private void AddAll(
        string pass = "2027-05-01", string health = "2027-03-01", string? stay = "2027-02-10",
        string? permit = "2027-02-10", string employer = "2027-06-30", string injury = "2027-02-10")
    {
        firmPapers.Add(PaperDesk.Paper(
            "YG", Firm, null, PaperDesk.Day("2026-07-01"), PaperDesk.Day(employer), "YG-1"));
        Add("TX", "2026-05-02", pass);
        Add("JK", "2026-11-01", health);
        Add("XY", "2026-11-01", "2027-02-10");
        Add("YW", "2026-11-01", "2027-02-10");
        Add("GS", "2026-11-01", injury);
        if (permit is not null) Add("WG", "2026-11-01", permit);
        if (stay is not null) Add("TL", "2026-11-01", stay);
    }

    private Certificate Add(string kind, string from, string to, string? areas = null)
    {
        var firm = PaperSlots.Seed.Slots.First(slot => slot.Kinds.Contains(kind)).OfEmployer ? Firm : (Guid?)null;
        var paper = PaperDesk.Paper(
            kind, firm, worker.Id, PaperDesk.Day(from), PaperDesk.Day(to), $"{kind}-{++serial}", areas);
        papers.Add(paper);
        return paper;
    }

    private PapersBoard Board(DateOnly? today = null) =>
        PapersBoard.Of(worker, papers, firmPapers, today ?? PaperDesk.Day("2026-11-21"));

    private static CertificateAct Act(string from) =>
        new(Actor.System, PaperDesk.Day(from), "违规", null, DateTimeOffset.UnixEpoch);
}
