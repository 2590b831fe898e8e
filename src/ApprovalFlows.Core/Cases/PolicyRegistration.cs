using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>Registers the accident and the work-injury policy of a worker and closes the case [D§5].</summary>
public sealed class PolicyRegistration(
    CaseService cases, RegisteringService register, CurrentActor current, TimeProvider time)
{
    public async Task RegisterAsync(string instanceId, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        file.MustAllowIssue();
        using var values = JsonDocument.Parse(file.Values);
        var accident = await RegisterAsync(
            file, values.RootElement, CertificateKinds.AccidentPolicy, "accident", cancellation);
        var injury = await RegisterAsync(
            file, values.RootElement, CertificateKinds.InjuryPolicy, "injury", cancellation);
        file.Issue(current.Actor, $"{accident.Number}, {injury.Number}", time.GetUtcNow());
    }

    private Task<Certificate> RegisterAsync(
        Case file, JsonElement values, string kind, string line, CancellationToken cancellation) =>
        register.RegisterAsync(
            new RegisterRequest(
                kind,
                values.TextOf(line + "Policy")!,
                values.TextOf(line + "Insurer")!,
                file.WorkerId,
                file.EnterpriseId,
                values.DateOf(line + "From")!.Value,
                values.DateOf(line + "To")!.Value,
                JsonSerializer.Serialize(new { sum = SumOf(values, line + "Sum") }),
                file.Id),
            cancellation);

    private static decimal? SumOf(JsonElement values, string field) =>
        values.TryGetProperty(field, out var sum) && sum.TryGetDecimal(out var amount) ? amount : null;
}
