using System.Text;

namespace ApprovalFlows.Core.Rosters;

/// <summary>A row of a file with the number that the person sees beside it.</summary>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>Columns with formulas in them; what they come to is not ours to work out.</summary>
    public IReadOnlySet<int> Formulas { get; init; } = new HashSet<int>();

    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>Rows of a CSV or XLSX file, whichever it is by its content.</summary>
public static class Sheet
{
    private static readonly byte[] ZipStart = "PK\x03\x04"u8.ToArray();

    /// <summary>The rows that are not blank, the first of them the header.</summary>
    /// <exception cref="RuleViolation">The file is too large or cannot be read.</exception>
    public static IReadOnlyList<SheetRow> Read(byte[] content)
    {
        if (content.Length > SheetLimits.MaxBytes)
            throw RuleViolation.Invalid("file", "SheetTooLarge", SheetLimits.MaxBytes / 1024 / 1024);
        if (content.Length == 0) throw RuleViolation.Invalid("file", "SheetEmpty");
        IEnumerable<SheetRow> rows = content.AsSpan().StartsWith(ZipStart)
            ? XlsxReader.Read(content)
            : CsvText.Read(TextOf(content));
        List<SheetRow> kept = [];
        foreach (var row in rows.Where(row => !row.IsBlank))
        {
            if (kept.Count > SheetLimits.MaxRows)
                throw RuleViolation.Invalid("file", "SheetTooLong", SheetLimits.MaxRows);
            if (row.Cells.Any(cell => cell.Length > SheetLimits.MaxCellLength))
                throw RuleViolation.Invalid("file", "SheetCellTooLong", row.Number, SheetLimits.MaxCellLength);
            kept.Add(row);
        }

        return kept.Count > 0 ? kept : throw RuleViolation.Invalid("file", "SheetEmpty");
    }

    // Chinese spreadsheets save CSV in GB18030 unless told otherwise.
    private static string TextOf(byte[] content)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            try
            {
                var chinese = CodePagesEncodingProvider.Instance.GetEncoding(
                    "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
                return chinese.GetString(content);
            }
            catch (DecoderFallbackException)
            {
                throw RuleViolation.Invalid("file", "SheetUnreadable");
            }
        }
    }
}
