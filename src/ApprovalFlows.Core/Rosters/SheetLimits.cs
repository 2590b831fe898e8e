namespace ApprovalFlows.Core.Rosters;

/// <summary>How large a file of rows may be.</summary>
public static class SheetLimits
{
    public const int MaxBytes = 2 * 1024 * 1024;
    public const int MaxRows = 2_000;
    public const int MaxColumns = 100;
    public const int MaxCellLength = 1_000;

    /// <summary>What a packed file may come to unpacked: 2 MB of zeros would fill gigabytes.</summary>
    public const int MaxUnpackedBytes = 40 * 1024 * 1024;
    public const int MaxParts = 200;

    /// <summary>Shared texts of a packed file: as many as there may be cells.</summary>
    public const int MaxTexts = MaxRows * MaxColumns;
}
