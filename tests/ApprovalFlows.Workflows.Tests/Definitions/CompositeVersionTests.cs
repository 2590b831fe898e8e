using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Definitions;

public sealed class CompositeVersionTests
{
    private const string Usable = "\"options\":{\"usableAsActivity\":true},";
    private const string AutoUpdate = "\"options\":{\"usableAsActivity\":true,\"autoUpdateConsumingWorkflows\":true},";

    private readonly Flow flow = new();

    [Fact]
    public async Task Start_ChildPublishedAgain_ParentWithoutVersionKeepsTheOneItWasImportedWith()
    {
        await flow.ImportAsync(Line("w", "one"), definitionId: "Child", more: Usable);
        await flow.ImportAsync(Sequence(Activity("c", "Child")));
        await flow.ImportAsync(Line("w", "two"), definitionId: "Child", more: Usable);

        await flow.StartAsync();

        Assert.Equal(["one"], flow.Lines);
    }

    [Fact]
    public async Task Start_ChildImportedAfterTheParent_IsFound()
    {
        var lenient = new Flow(options => options.RefuseUnknownActivities = false);
        await lenient.ImportAsync(Sequence(Activity("c", "Child")));
        await lenient.StartAsync();
        await lenient.ImportAsync(Line("w", "late"), definitionId: "Child", more: Usable);

        await lenient.StartAsync();

        Assert.Equal(["late"], lenient.Lines);
    }

    [Fact]
    public async Task Publish_ChildThatUpdatesItsConsumers_PublishesThemAgain()
    {
        await flow.ImportAsync(Line("w", "one"), definitionId: "Child", more: AutoUpdate);
        await flow.ImportAsync(Sequence(Activity("c", "Child")), definitionId: "Middle", more: Usable);
        await flow.ImportAsync(Sequence(Activity("m", "Middle")));
        await flow.ImportAsync(Line("w", "two"), definitionId: "Child", more: AutoUpdate);

        await flow.StartAsync();

        var published = await flow.Host.ReadAsync(store =>
            store.FindDefinitionAsync(DefinitionId, VersionOptions.Published));
        Assert.Equal(2, published!.Version);
        Assert.Equal(["two"], flow.Lines);
    }

    [Theory]
    [InlineData("\"inputs\":[{\"name\":\"A\",\"type\":\"No.Such\"}],")]
    [InlineData("\"outputs\":[{\"name\":\"A\",\"type\":\"No.Such\"}],")]
    [InlineData("\"inputs\":[{\"name\":\"A\",\"type\":\"String\",\"storageDriverType\":\"No.Such\"}],")]
    [InlineData("\"options\":{\"incidentStrategyType\":\"No.Such\"},")]
    public async Task Import_UnknownTypeName_IsRefused(string more) =>
        await Assert.ThrowsAsync<DefinitionFormatException>(() => flow.ImportAsync(Line("a", "a"), more: more));

    [Fact]
    public async Task Import_HostWithoutActivationStrategies_RefusesTheirNames()
    {
        var plain = new Flow(options => options.KnowsActivationStrategies = false);

        await Assert.ThrowsAsync<DefinitionFormatException>(() => plain.ImportAsync(
            Line("a", "a"), more: "\"options\":{\"activationStrategyType\":\"SingletonStrategy\"},"));
    }
}
