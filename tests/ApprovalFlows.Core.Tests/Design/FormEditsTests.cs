using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Design;

public sealed class FormEditsTests
{
    private static readonly LocalText Words = new("字", "chữ", "words");

    private static readonly FormDefinition Form = new()
    {
        Title = Words,
        Sections =
        [
            new FormSection
            {
                Name = "first",
                Title = Words,
                Fields = [Text("one"), Text("two")],
                Attachments = [Slot("licence"), Slot("plan")],
            },
            new FormSection { Name = "second", Title = Words },
        ],
        Rules = [new FormRule { Kind = "after", Field = "one", Other = "two" }],
    };

    [Fact]
    public void MoveField_UpAndBeyondTheEnd_ChangesPlacesOnce()
    {
        var moved = Form.MoveField("two", -1).MoveField("two", -1);

        Assert.Equal(["two", "one"], moved.Sections[0].Fields.Select(field => field.Name));
    }

    [Fact]
    public void MoveSection_Down_TakesItsPartsAlong()
    {
        var moved = Form.MoveSection("first", 1);

        Assert.Equal(["second", "first"], moved.Sections.Select(section => section.Name));
        Assert.Equal(2, moved.Sections[1].Fields.Count);
    }

    [Fact]
    public void WithField_InAnotherSection_MovesItThere()
    {
        var changed = Form.WithField("second", "one", Text("one") with { Required = true });

        Assert.Equal(["two"], changed.Sections[0].Fields.Select(field => field.Name));
        Assert.True(Assert.Single(changed.Sections[1].Fields).Required);
        Assert.Single(changed.Rules);
    }

    [Fact]
    public void WithField_NewList_BeginsWithAColumn()
    {
        var changed = Form.WithField("second", null, Text("rows") with { Type = "list" });

        Assert.Single(changed.FindField("rows")!.Columns!);
        Assert.Empty(changed.FindProblems());
    }

    [Fact]
    public void WithSection_Renamed_KeepsItsParts()
    {
        var changed = Form.WithSection("first", new FormSection { Name = "begin", Title = Words });

        Assert.Equal(("begin", 2, 2), (
            changed.Sections[0].Name, changed.Sections[0].Fields.Count, changed.Sections[0].Attachments.Count));
    }

    [Fact]
    public void WithAttachment_InAnotherSection_MovesItThere()
    {
        var changed = Form.WithAttachment("second", "licence", Slot("licence") with { MaxFiles = 3 })
            .MoveAttachment("plan", -1);

        Assert.Equal("plan", Assert.Single(changed.Sections[0].Attachments).Name);
        Assert.Equal(3, Assert.Single(changed.Sections[1].Attachments).MaxFiles);
    }

    [Fact]
    public void Without_EachKindOfPart_LeavesTheOthers()
    {
        var changed = Form.WithoutRule(0).WithoutField("one").WithoutAttachment("plan").WithoutSection("second");

        Assert.Empty(changed.Rules);
        var section = Assert.Single(changed.Sections);
        Assert.Equal(("two", "licence"), (
            Assert.Single(section.Fields).Name, Assert.Single(section.Attachments).Name));
    }

    [Fact]
    public void Columns_AddedMovedAndRemoved_StayInTheirList()
    {
        var list = Form.WithField("second", null, Text("rows") with { Type = "list" });

        var changed = list.WithColumn("rows", null, Text("size")).MoveColumn("rows", "size", -1)
            .WithoutColumn("rows", "item");

        Assert.Equal("size", Assert.Single(changed.FindField("rows")!.Columns!).Name);
    }

    [Fact]
    public void Edit_OfAPartThatIsNotThere_IsRefused()
    {
        var refusal = Assert.Throws<RuleViolation>(() => Form.WithoutField("three"));

        Assert.Equal((RuleKind.NotFound, "FormPartUnknown"), (refusal.Kind, refusal.Sentence.Key));
    }

    private static FormField Text(string name) => new() { Name = name, Type = "text", Label = Words };

    private static AttachmentSlot Slot(string name) => new() { Name = name, Label = Words };
}
