namespace ApprovalFlows.DevTools.Backups;

internal static class Folders
{
    public const string Keys = "keys";

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What lies in it is for the owner's eyes only.</summary>
    public static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);
    }

    /// <summary>Copies the files of a folder, not of those below it; a folder that is missing has none.</summary>
    /// <returns>Their paths, from the folder above the target.</returns>
    public static IReadOnlyList<string> CopyFlat(string from, string to)
    {
        if (!Directory.Exists(from)) return [];
        CreatePrivate(to);
        var copied = new List<string>();
        foreach (var file in Directory.EnumerateFiles(from))
        {
            // Copies the rights too: a private key stays readable by its owner only.
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            copied.Add($"{Path.GetFileName(to)}/{Path.GetFileName(file)}");
        }

        return copied;
    }
}
