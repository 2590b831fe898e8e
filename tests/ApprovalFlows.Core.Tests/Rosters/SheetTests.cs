using System.IO.Compression;
using System.Text;
using ApprovalFlows.Core.Rosters;

namespace ApprovalFlows.Core.Tests.Rosters;

public sealed class SheetTests
{
    [Theory]
    [InlineData("a,b\r\n1,\"x, \"\"y\"\"\"\r\n", "a|b", "1|x, \"y\"")]
    [InlineData("a;b\n1;x,y", "a|b", "1|x,y")]
    [InlineData("\uFEFFa\tb\n\n1\t2\n", "a|b", "1|2")]
    [InlineData("a,b\n1,\"two\nlines\"", "a|b", "1|two\nlines")]
    public void Read_CsvOfAnyKind_GivesTheCells(string text, string header, string row)
    {
        var rows = Sheet.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal([header, row], rows.Select(one => string.Join('|', one.Cells)));
    }

    [Fact]
    public void Read_ChineseEncoding_IsKnownByItsBytes()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("姓名,性别\n阮氏模,女");

        var rows = Sheet.Read(bytes);

        Assert.Equal("阮氏模|女", string.Join('|', rows[1].Cells));
    }

    [Fact]
    public void Read_RowsAfterBlankOnes_KeepTheNumbersThatPeopleSee()
    {
        var rows = Sheet.Read("a\n\n\nb\n"u8.ToArray());

        Assert.Equal([1, 4], rows.Select(row => row.Number));
    }

    [Fact]
    public void Read_Xlsx_GivesSharedInlineAndNumberCellsAndTellsFormulas()
    {
        var file = Xlsx(
            """
            <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Ngày</t></is></c></row>
            <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><f>1+1</f><v>2</v></c>
            <c r="C5"><v>34772</v></c></row></sheetData>
            """,
            "<si><t>姓名</t></si><si><r><t>阮</t></r><r><t>氏模</t></r><rPh><t>yuǎn</t></rPh></si>");

        var rows = Sheet.Read(file);

        Assert.Equal(["姓名||Ngày", "阮氏模|2|34772"], rows.Select(row => string.Join('|', row.Cells)));
        Assert.Equal((5, 1), (rows[1].Number, rows[1].Formulas.Single()));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'y'>]><worksheet>&e;</worksheet>")]
    [InlineData("<worksheet><sheetData><row><c r='ZZZ1'><v>1</v></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet>")]
    public void Read_XlsxWithTricks_IsRefused(string sheet)
    {
        var refusal = Assert.Throws<RuleViolation>(() => Sheet.Read(Zip(("xl/worksheets/sheet1.xml", sheet))));

        Assert.Equal("SheetUnreadable", refusal.Errors["file"].Single().Key);
    }

    [Fact]
    public void Read_ABombOfZeros_IsRefusedBeforeItIsUnpacked()
    {
        var bomb = Zip(("xl/worksheets/sheet1.xml", new string(' ', SheetLimits.MaxUnpackedBytes + 1)));

        var refusal = Assert.Throws<RuleViolation>(() => Sheet.Read(bomb));

        Assert.True(bomb.Length < SheetLimits.MaxBytes);
        Assert.Equal("SheetUnreadable", refusal.Errors["file"].Single().Key);
    }

    [Theory]
    [InlineData("<si/>", SheetLimits.MaxTexts + 1, "<sheetData/>", 0)]
    [InlineData("", 0, "<c r='A1'><v>1</v></c>", 1_500_000)]
    public void Read_ManySmallParts_AreRefusedBeforeTheyTakeTime(string text, int texts, string cell, int cells)
    {
        var many = Xlsx(
            $"<sheetData><row r='1'>{string.Concat(Enumerable.Repeat(cell, cells))}</row></sheetData>",
            string.Concat(Enumerable.Repeat(text, texts)));

        var refusal = Assert.Throws<RuleViolation>(() => Sheet.Read(many));

        Assert.True(many.Length < SheetLimits.MaxBytes);
        Assert.Equal("SheetUnreadable", refusal.Errors["file"].Single().Key);
    }

    [Fact]
    public void Read_AnArchiveOfManyParts_IsRefused()
    {
        var parts = Enumerable.Range(0, SheetLimits.MaxParts).Select(part => ($"xl/{part}.xml", ""));

        var refusal = Assert.Throws<RuleViolation>(
            () => Sheet.Read(Zip([.. parts, ("xl/worksheets/sheet1.xml", "<worksheet/>")])));

        Assert.Equal("SheetUnreadable", refusal.Errors["file"].Single().Key);
    }

    [Theory]
    [InlineData(SheetLimits.MaxRows + 2, "SheetTooLong")]
    [InlineData(1_500_000, "SheetTooLarge")]
    public void Read_MoreThanTheLimit_IsRefused(int rows, string key)
    {
        var text = string.Join('\n', Enumerable.Repeat("x", rows));

        var refusal = Assert.Throws<RuleViolation>(() => Sheet.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(key, refusal.Errors["file"].Single().Key);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+84912345678", "+84912345678")]
    [InlineData("@x", "'@x")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    public void Write_CellsThatSpreadsheetsWouldRun_AreMadeHarmless(string cell, string written)
    {
        var text = Encoding.UTF8.GetString(CsvText.Write([[cell]]));

        Assert.Equal("\uFEFF" + written + "\r\n", text);
    }

    private static byte[] Xlsx(string sheet, string shared) => Zip(
        ("xl/worksheets/sheet1.xml", $"<worksheet>{sheet}</worksheet>"),
        ("xl/sharedStrings.xml", $"<sst>{shared}</sst>"));

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return file.ToArray();
    }
}
