using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Tests.Workers;

public sealed class WorkerCheckTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("nameOriginal", "", "FieldRequired")]
    [InlineData("nameOriginal", "Nguyễn 2", "Worker.NameLetters")]
    [InlineData("nameLatin", "NGUYEN THI HOA", "Worker.LatinDiffers")]
    [InlineData("nameChinese", "Mau", "Worker.HanOnly")]
    [InlineData("sex", "x", "Worker.NotOneOf")]
    [InlineData("birthDate", "2008-11-22", "Worker.TooYoung")]
    [InlineData("birthDate", "1960-11-21", "Worker.TooOld")]
    [InlineData("birthDate", "14.13.1995", "Worker.NoDate")]
    [InlineData("birthDate", "9999-12-31", "Worker.NoDate")]
    [InlineData("birthDate", "0001-01-01", "Worker.NoDate")]
    [InlineData("nationality", "CHN", "Worker.OnlyVietnam")]
    [InlineData("personalNumber", "022095004567", "Worker.NumberSex")]
    [InlineData("personalNumber", "022196004567", "Worker.NumberYear")]
    [InlineData("personalNumber", "003195004567", "PersonalNumber.Province")]
    [InlineData("phone", "12345", "Field.Phone")]
    [InlineData("workAreaCode", "999999", "Worker.AreaUnknown")]
    [InlineData("parkCode", "nowhere", "Worker.ParkUnknown")]
    [InlineData("documentNumber", "?", "BorderPass.Number")]
    [InlineData("documentNumber", "", "FieldRequired")]
    [InlineData("documentExpiresOn", "2027-01-11", "BorderPass.TooLong")]
    [InlineData("documentExpiresOn", "2026-11-20", "BorderPass.Expired")]
    public void Read_OneWrongField_NamesItAndWhy(string field, string text, string key)
    {
        var facts = Facts((field, text));
        if (field == "birthDate") facts["personalNumber"] = null;
        var check = WorkerCheck.Read(facts, Today, needsDocument: true, out _);

        Assert.Equal((field, key), (check.Errors.Single().Key, check.Errors.Single().Value.Single().Key));
    }

    [Theory]
    [InlineData("birthDate", "2008-11-21")]
    [InlineData("birthDate", "1960-11-22")]
    [InlineData("birthDate", "14/3/1995")]
    [InlineData("birthDate", "34772")]
    [InlineData("nameLatin", "nguyen thi mau")]
    [InlineData("sex", "女")]
    [InlineData("phone", "0084 912 345 678")]
    [InlineData("documentExpiresOn", "2027-01-10")]
    public void Read_OtherWritings_AreTaken(string field, string text)
    {
        var check = WorkerCheck.Read(
            Facts((field, text), ("personalNumber", null)), Today, needsDocument: true, out var facts);

        Assert.Empty(check.Errors);
        Assert.Equal("NGUYEN THI MAU", facts.NameLatin);
    }

    [Theory]
    [InlineData("414", "C1234567", null)]
    [InlineData("HZ", "1234567", "Worker.PassportNumber")]
    [InlineData("RJ", "ABC-12", null)]
    [InlineData("XX", "C1234567", "Worker.NotOneOf")]
    public void Document_OfOtherKinds_HasItsOwnNumber(string kind, string number, string? key)
    {
        var check = WorkerCheck.Read(
            Facts(("documentKind", kind), ("documentNumber", number), ("documentExpiresOn", "2034-01-01")),
            Today, needsDocument: true, out _);

        Assert.Equal(key, check.Errors.Values.FirstOrDefault()?.Single().Key);
    }

    private static Dictionary<string, string?> Facts(params (string Field, string? Text)[] given)
    {
        var texts = new Dictionary<string, string?>
        {
            ["nameOriginal"] = "Nguyễn  Thị Mẫu",
            ["sex"] = "2",
            ["birthDate"] = "1995-03-14",
            ["personalNumber"] = "022195004567",
            ["documentKind"] = "TX",
            ["documentNumber"] = "gth-1234",
            ["documentIssuer"] = "Công an",
            ["documentIssuedOn"] = "2026-01-10",
            ["documentExpiresOn"] = "2027-01-10",
        };
        foreach (var (field, text) in given) texts[field] = text;
        return texts;
    }
}
