using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ApprovalFlows.Core.Rosters;

/// <summary>
/// The cells of the first sheet of an XLSX file, as texts. Nothing is worked out: formulas are told, not followed,
/// and nothing outside of the file is opened.
/// </summary>
internal static class XlsxReader
{
    private const string SharedPart = "xl/sharedStrings.xml";
    private const string SheetFolder = "xl/worksheets/";

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static IReadOnlyList<SheetRow> Read(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            if (archive.Entries.Count > SheetLimits.MaxParts) throw Unreadable();
            var budget = new UnpackedBytes();
            var shared = archive.GetEntry(SharedPart) is { } part ? SharedStrings(part, budget) : [];
            var sheet = archive.Entries
                .Where(entry => entry.FullName.StartsWith(SheetFolder, StringComparison.Ordinal)
                    && entry.FullName.EndsWith(".xml", StringComparison.Ordinal))
                .OrderBy(entry => entry.FullName.Length).ThenBy(entry => entry.FullName, StringComparer.Ordinal)
                .FirstOrDefault() ?? throw Unreadable();
            return Rows(sheet, shared, budget);
        }
        catch (Exception bad) when (bad is InvalidDataException or XmlException or FormatException or OverflowException)
        {
            throw Unreadable();
        }
    }

    private static List<string> SharedStrings(ZipArchiveEntry part, UnpackedBytes budget)
    {
        List<string> texts = [];
        using var stream = budget.Open(part);
        using var xml = XmlReader.Create(stream, Strict);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" }) continue;
            // Millions of empty ones fit into the bytes that are allowed, and each takes its time.
            if (texts.Count == SheetLimits.MaxTexts) throw Unreadable();
            texts.Add(TextIn(xml.ReadSubtree()));
        }

        return texts;
    }

    private static List<SheetRow> Rows(ZipArchiveEntry sheet, List<string> shared, UnpackedBytes budget)
    {
        List<SheetRow> rows = [];
        using var stream = budget.Open(sheet);
        using var xml = XmlReader.Create(stream, Strict);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            var number = Number(xml.GetAttribute("r")) ?? rows.Count + 1;
            if (rows.Count > SheetLimits.MaxRows * 2) throw RuleViolation.Invalid(
                "file", "SheetTooLong", SheetLimits.MaxRows);
            using var row = xml.ReadSubtree();
            rows.Add(Row(row, number, shared));
        }

        return rows;
    }

    private static SheetRow Row(XmlReader xml, int number, List<string> shared)
    {
        List<string> cells = [];
        var formulas = new HashSet<int>();
        var read = 0;
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" }) continue;
            if (++read > SheetLimits.MaxColumns) throw Unreadable();
            var column = ColumnOf(xml.GetAttribute("r")) ?? cells.Count;
            if (column >= SheetLimits.MaxColumns) throw Unreadable();
            var kind = xml.GetAttribute("t");
            using var cell = xml.ReadSubtree();
            var (text, isFormula) = Cell(cell, kind, shared);
            while (cells.Count <= column) cells.Add("");
            cells[column] = text;
            if (isFormula) formulas.Add(column);
        }

        return new SheetRow(number, cells) { Formulas = formulas };
    }

    private static (string Text, bool IsFormula) Cell(XmlReader xml, string? kind, List<string> shared)
    {
        var text = "";
        var isFormula = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "f") isFormula = true;
            if (xml.LocalName == "is") text = TextIn(xml.ReadSubtree());
            if (xml.LocalName != "v") continue;
            using var value = xml.ReadSubtree();
            text = TextIn(value);
        }

        return (kind == "s" ? shared.ElementAtOrDefault(Number(text) ?? -1) ?? "" : text, isFormula);
    }

    // Of rich text all runs, of phonetic readings beside it none.
    private static string TextIn(XmlReader xml)
    {
        using (xml)
        {
            var text = new StringBuilder();
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                {
                    using var phonetic = xml.ReadSubtree();
                    while (phonetic.Read())
                    {
                    }
                }

                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA
                    or XmlNodeType.Whitespace)
                    text.Append(xml.Value);
            }

            return text.ToString();
        }
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // AB12 is in column 27, counted from nought.
    private static int? ColumnOf(string? reference)
    {
        if (string.IsNullOrEmpty(reference)) return null;
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(4))
            column = column * 26 + (letter - 'A' + 1);
        return column - 1;
    }

    private static RuleViolation Unreadable() => RuleViolation.Invalid("file", "SheetUnreadable");
}
