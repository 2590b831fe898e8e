using ApprovalFlows.Core.Audit;

namespace ApprovalFlows.Core.Tests.Audit;

public sealed class CanonicalFormTests
{
    private static AuditEntry Entry => new()
    {
        CaseId = Guid.Parse("01966f5c-6b1e-7c3a-9b1a-0123456789ab"),
        Sequence = 7,
        At = new DateTimeOffset(2026, 3, 2, 9, 30, 15, 123, 456, TimeSpan.FromHours(8)),
        ActorId = Guid.Parse("01966f5c-0000-7000-8000-0123456789ab"),
        ActorName = "窗口工作人员",
        Action = "accepted",
        Reason = "材料齐全\nreason=4:fake",
        Rule = null,
        Status = "InReview",
        ValuesSha256 = new string('a', 64),
        Previous = EntryForm.Genesis,
    };

    [Fact]
    public void EntryForm_OfAnEntry_IsTheDocumentedText()
    {
        var text = EntryForm.Of(Entry, Entry.CaseId, "EC-2026-0001", 7).ToString();

        Assert.Equal(
            "approval-flows/audit-entry/1\n"
            + "case=36:01966f5c-6b1e-7c3a-9b1a-0123456789ab\n"
            + "number=12:EC-2026-0001\n"
            + "sequence=1:7\n"
            + "at=27:2026-03-02T01:30:15.123456Z\n"
            + "actorId=36:01966f5c-0000-7000-8000-0123456789ab\n"
            + "actorName=18:窗口工作人员\n"
            + "action=8:accepted\n"
            + "reason=26:材料齐全\nreason=4:fake\n"
            + "rule=-\n"
            + "status=8:InReview\n"
            + $"values=64:{new string('a', 64)}\n"
            + $"previous=64:{new string('0', 64)}\n",
            text);
    }

    [Fact]
    public void EntryForm_OfAnEntry_HasTheRecordedHash()
    {
        var hash = EntryForm.HashOf(Entry, "EC-2026-0001");

        Assert.Equal("d7b331e072e26bf34a3b1aeff61c578bf57f75cbae3e3786e088691d2e1724bf", hash);
    }

    [Fact]
    public void HeadHash_OfAHead_IsTheRecordedOne()
    {
        var hash = EntryForm.HeadHash(Entry.CaseId, "EC-2026-0001", 7, new string('b', 64));

        Assert.Equal("c8bb3ec39fe2c8538a57ee3fd71be4a736a06aed27c37e168dc4127267f24743", hash);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("a", "a\n")]
    [InlineData("a", "á")]
    [InlineData("á", "a\u0301")]
    [InlineData("-", null)]
    public void With_TwoDifferentValues_GivesTwoHashes(string? one, string? other)
    {
        var first = new CanonicalForm("form").With("a", one).Hash();
        var second = new CanonicalForm("form").With("a", other).Hash();

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void With_AValueThatLooksLikeAField_IsNotThatField()
    {
        var forged = new CanonicalForm("form").With("a", "x\nb=1:y").With("b", (string?)null).Hash();
        var real = new CanonicalForm("form").With("a", "x").With("b", "y").Hash();

        Assert.NotEqual(real, forged);
    }

    [Fact]
    public void With_TheSameInstantOfTwoOffsets_GivesOneHash()
    {
        var there = new CanonicalForm("form").With("at", Entry.At).Hash();
        var here = new CanonicalForm("form").With("at", Entry.At.ToUniversalTime()).Hash();

        Assert.Equal(there, here);
    }
}
