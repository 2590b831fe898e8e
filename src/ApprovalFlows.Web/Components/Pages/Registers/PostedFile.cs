using ApprovalFlows.Core;
using ApprovalFlows.Core.Rosters;

namespace ApprovalFlows.Web.Components.Pages.Registers;

/// <summary>The one file of a posted form.</summary>
internal static class PostedFile
{
    /// <exception cref="RuleViolation">There is none, or it is too large.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Request.Form.Files is not [var file]) throw RuleViolation.Invalid("file", "FileMissing");
        return await ReadAsync(file, context.RequestAborted);
    }

    /// <exception cref="RuleViolation">It is too large.</exception>
    public static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > SheetLimits.MaxBytes)
            throw RuleViolation.Invalid("file", "SheetTooLarge", SheetLimits.MaxBytes / 1024 / 1024);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    public static string NameOf(HttpContext context) =>
        context.Request.Form.Files is [var file] ? Path.GetFileName(file.FileName) : "";
}
