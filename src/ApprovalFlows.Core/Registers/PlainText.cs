namespace ApprovalFlows.Core.Registers;

/// <summary>Text as a database takes it: PostgreSQL stores and compares no null characters.</summary>
internal static class PlainText
{
    /// <summary>Without control characters and blanks around it; null when nothing is left.</summary>
    public static string? Of(string? text)
    {
        if (text is null) return null;
        var plain = string.Concat(text.Where(letter => !char.IsControl(letter) || letter == '\n')).Trim();
        return plain.Length == 0 ? null : plain;
    }
}
