using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Rosters;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>
/// A batch as it is asked for: what all rows have in common, and the rows, be they workers of the register, a file,
/// or values that a program sends.
/// </summary>
public sealed record ApplicationOrder(string Flow, Submission Shared)
{
    public IReadOnlyList<Guid> Workers { get; init; } = [];
    public IReadOnlyList<JsonElement> Rows { get; init; } = [];
    public byte[]? File { get; init; }
    public string? FileName { get; init; }

    /// <summary>Whether the good rows go out without a further word.</summary>
    public bool IsSentAtOnce { get; init; }
}

/// <summary>A row of an order: its number, the values it gives, and the field where a formula stands.</summary>
public sealed record OrderedRow(int Number, JsonObject Values, string? Formula = null);

/// <summary>The rows of an order, and the fields that they give.</summary>
public sealed record OrderedRows(IReadOnlyList<string> Columns, IReadOnlyList<OrderedRow> Rows)
{
    private const int FirstOfList = 1;

    /// <exception cref="RuleViolation">The file cannot be read, or a row is no object.</exception>
    public static OrderedRows Of(ApplicationOrder order, FormDefinition form)
    {
        var worker = form.FindWorkerField()!;
        if (order.File is { } file) return OfFile(file, form, worker);
        if (order.Rows.Count > 0) return OfValues(order.Rows);
        return new OrderedRows(
            [worker.Name],
            [.. order.Workers.Distinct().Select((id, index) =>
                new OrderedRow(index + FirstOfList, new JsonObject { [worker.Name] = id.ToString() }))]);
    }

    private static OrderedRows OfFile(byte[] file, FormDefinition form, FormField worker)
    {
        var sheet = Sheet.Read(file);
        var fields = form.RowFields().ToDictionary(field => field.Name);
        var labels = fields.ToDictionary(field => field.Key, field => field.Value.Label);
        var columns = SheetColumns.Of(sheet[0], new SheetFields(labels, [worker.Name]));
        List<OrderedRow> rows = [];
        foreach (var line in sheet.Skip(1).Select(columns.Read))
        {
            var values = new JsonObject();
            foreach (var (name, cell) in line.Texts)
            {
                if (CellValue.Of(fields[name], cell) is { } value) values[name] = value;
            }

            rows.Add(new OrderedRow(line.Number, values, line.Formulas is [var formula, ..] ? formula : null));
        }

        return new OrderedRows([.. columns.Fields], rows);
    }

    private static OrderedRows OfValues(IReadOnlyList<JsonElement> given)
    {
        if (given.Any(row => row.ValueKind != JsonValueKind.Object))
            throw RuleViolation.Invalid("rows", "Form.NotAnObject");
        return new OrderedRows(
            [.. given.SelectMany(row => row.EnumerateObject().Select(value => value.Name)).Distinct()],
            [.. given.Select((row, index) => new OrderedRow(index + FirstOfList, JsonObject.Create(row)!))]);
    }
}
