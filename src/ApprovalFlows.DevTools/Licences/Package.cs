using System.Xml.Linq;

namespace ApprovalFlows.DevTools.Licences;

/// <summary>A .NET package as it lies unpacked in one of the folders.</summary>
internal sealed class Package(IReadOnlyList<string> folders)
{
    public HashSet<string> NeededBy { get; } = new(StringComparer.OrdinalIgnoreCase);

    public XElement Metadata(string name, string version)
    {
        var inFolder = Path.Combine(name, version, $"{name}.nuspec").ToLowerInvariant();
        var file = folders.Select(folder => Path.Combine(folder, inFolder)).First(File.Exists);
        return XDocument.Load(file).Root!.Elements().First(one => one.Name.LocalName == "metadata");
    }
}
