using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Tests.Definitions;

/// <summary>
/// What designers are told of the built-in activities, against the descriptors of a genuine Elsa 3.8
/// server (its prose left out). In descriptors.golden.txt an activity is one line with its inputs,
/// outputs and ports below it. Alterations, C#, state machines, file downloads and host methods are not offered.
/// </summary>
public sealed class ActivityDescriptorTests
{
    public static TheoryData<string> Types => [.. Golden.Keys];

    private static Dictionary<string, string> Golden { get; } = ReadGolden();

    [Theory]
    [MemberData(nameof(Types))]
    public void Descriptor_OfABuiltInActivity_IsThatOfElsa(string type)
    {
        var descriptor = new ActivityRegistry(new WorkflowOptions().AddActivitiesFrom<WorkflowRuntime>())
            .FindLatest(type);

        Assert.NotNull(descriptor);
        Assert.Equal(Golden[type], string.Join('\n', LinesOf(descriptor).Select(line => line.TrimEnd())));
    }

    private static Dictionary<string, string> ReadGolden()
    {
        var golden = new Dictionary<string, string>();
        var type = "";
        foreach (var line in File.ReadAllLines(Path.Combine(
            AppContext.BaseDirectory, "Definitions", "descriptors.golden.txt")))
            if (line.StartsWith(' '))
                golden[type] += "\n" + line;
            else
                golden[type = line[..line.IndexOf(' ', StringComparison.Ordinal)]] = line;
        return golden;
    }

    private static IEnumerable<string> LinesOf(ActivityDescriptor item)
    {
        var flags = Flags(
            ('c', item.IsContainer),
            ('h', !item.IsBrowsable),
            ('s', item.IsStart),
            ('t', item.IsTerminal),
            ('a', item.RunAsynchronously));
        yield return $"{item.TypeName} v{item.Version} | {item.Namespace} | {item.Name} | {item.DisplayName} | "
            + $"{item.Category} | {item.Kind} | {flags}";
        foreach (var input in item.Inputs)
            yield return LineOf(input);
        foreach (var output in item.Outputs)
            yield return $"  out {output.Name}:{TypeAliases.NameOf(output.Type)} | {output.DisplayName} | "
                + $"{(output.IsBrowsable ? "" : "h")} | {output.IsSerializable}";
        foreach (var port in item.Ports)
            yield return $"  port {port.Name} | {port.DisplayName} | {(port.IsEmbedded ? "Embedded" : "Flow")} | "
                + $"{port.IsBrowsable}";
    }

    private static string LineOf(InputDescriptor input)
    {
        var flags = Flags(
            ('!', !input.IsWrapped),
            ('~', !input.AutoEvaluate),
            ('*', input.IsSensitive),
            ('r', input.IsReadOnly),
            ('h', !input.IsBrowsable),
            ('n', !input.IsSerializable));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  in {input.Name}:{TypeAliases.NameOf(input.Type)} | {input.DisplayName} | {input.UIHint} | "
            + $"{input.Category} | {input.Order} | {DefaultOf(input)} | {input.DefaultSyntax} | {flags} | "
            + $"{string.Join(',', input.Items?.Select(item => item.Value) ?? [])}");
    }

    private static string DefaultOf(InputDescriptor input) => input.DefaultValue switch
    {
        null => "",
        Enum value => $"\"{value}\"",
        var value => JsonSerializer.Serialize(value),
    };

    private static string Flags(params (char Sign, bool IsSet)[] flags) =>
        string.Concat(flags.Where(flag => flag.IsSet).Select(flag => flag.Sign));
}
