using System.Text;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class TransliterationTests
{
    [Theory]
    [InlineData("Nguyễn Thị Mẫu", "NGUYEN<<THI<MAU")]
    [InlineData("Đỗ Thị Hồng", "DO<<THI<HONG")]
    [InlineData("Trần Văn Thụ", "TRAN<<VAN<THU")]
    [InlineData("Lê Hoàng Ánh", "LE<<HOANG<ANH")]
    [InlineData("Bùi Đức Đạt", "BUI<<DUC<DAT")]
    [InlineData("Ánh", "ANH")]
    public void ToZone_Name_HasSurnameThenTheOthers(string name, string zone)
    {
        Assert.Equal(zone, Transliteration.ToZone(name));
        Assert.Equal(zone, Transliteration.ToZone(name.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("NGUYEN THI MAU", "Nguyễn Thị Mẫu", true)]
    [InlineData("nguyen<<thi<mau", "Nguyễn Thị Mẫu", true)]
    [InlineData("NGUYEN THI MAO", "Nguyễn Thị Mẫu", false)]
    [InlineData("NGUYEN THI", "Nguyễn Thị Mẫu", false)]
    [InlineData("D'AN HOA", "Đán Hoa", true)]
    public void IsOf_LatinName_IsTheOneOfTheDocument(string latin, string name, bool expected)
    {
        Assert.Equal(expected, Transliteration.IsOf(latin, name));
    }

    [Fact]
    public void ToZone_LongName_IsCutWhereTheZoneEnds()
    {
        var zone = Transliteration.ToZone("Nguyễn " + string.Concat(Enumerable.Repeat("Hoàng ", 10)));

        Assert.Equal(Transliteration.NameLength, zone.Length);
    }
}
