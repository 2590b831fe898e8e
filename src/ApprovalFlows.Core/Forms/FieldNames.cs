namespace ApprovalFlows.Core.Forms;

/// <summary>Names that came from outside, made fit to be shown.</summary>
internal static class FieldNames
{
    public static string Shown(string name)
    {
        var clean = string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return clean.Length > FormLimits.NameLengthMax ? clean[..FormLimits.NameLengthMax] : clean;
    }
}
