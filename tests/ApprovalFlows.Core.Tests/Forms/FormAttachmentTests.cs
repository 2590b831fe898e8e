namespace ApprovalFlows.Core.Tests.Forms;

public sealed class FormAttachmentTests
{
    [Fact]
    public void Validate_SlotLeftEmpty_IsToldAtTheSlot()
    {
        var attachments = EmployerForm.Attachments();
        attachments["rulesSafety"] = [];
        attachments.Remove("businessLicence");

        var errors = EmployerForm.Validate(EmployerForm.Values(), attachments).Errors;

        Assert.Equal("Attachment.Required", errors["attachments.rulesSafety"][0].Key);
        Assert.Equal("Attachment.Required", errors["attachments.businessLicence"][0].Key);
    }

    [Fact]
    public void Validate_UnknownSlot_IsNamed()
    {
        var attachments = EmployerForm.Attachments();
        attachments["holidayPhotos"] = [new("1", "beach.jpg")];

        var errors = EmployerForm.Validate(EmployerForm.Values(), attachments).Errors;

        Assert.Equal(
            "Attachment.UnknownSlot", Assert.Single(errors["attachments.holidayPhotos"]).Key);
    }

    [Fact]
    public void Validate_MoreFilesThanTheSlotTakes_IsRefused()
    {
        var attachments = EmployerForm.Attachments();
        attachments["businessLicence"] = [new("1", "a.pdf"), new("2", "b.pdf"), new("3", "c.pdf")];

        var errors = EmployerForm.Validate(EmployerForm.Values(), attachments).Errors;

        Assert.Equal(
            "Attachment.TooMany", Assert.Single(errors["attachments.businessLicence"]).Key);
    }

    [Theory]
    [InlineData("licence.PDF", true)]
    [InlineData("licence.jpeg", true)]
    [InlineData("licence.exe", false)]
    [InlineData("licence.pdf.exe", false)]
    [InlineData("pdf", false)]
    [InlineData("", false)]
    public void Validate_FileName_MustEndAsTheSlotAccepts(string fileName, bool expected)
    {
        var attachments = EmployerForm.Attachments();
        attachments["businessLicence"] = [new("1", fileName)];

        var errors = EmployerForm.Validate(EmployerForm.Values(), attachments).Errors;

        Assert.Equal(expected, errors["attachments.businessLicence"].Count == 0);
    }

    [Fact]
    public void Validate_SameFileTwiceInOneSlot_CountsOnce()
    {
        var attachments = EmployerForm.Attachments();
        attachments["businessLicence"] = [new("1", "a.pdf"), new("1", "a.pdf"), new("1", "a.pdf")];

        Assert.True(EmployerForm.Validate(EmployerForm.Values(), attachments).IsValid);
    }
}
