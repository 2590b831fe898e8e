using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>Brings the flows of a folder live at the start of the program; who wrote the file answers for it.</summary>
public sealed class FlowFiles(DefinitionLibrary library, PublicationLog log)
{
    public async Task<IReadOnlyList<PublishResult>> LoadAsync(
        string directory, CancellationToken cancellation = default)
    {
        var loaded = await library.LoadFilesAsync(directory, cancellation);
        foreach (var result in loaded.Where(result => result.Succeeded))
            log.Add(result.Definition, FlowAct.Published);
        return loaded;
    }
}
