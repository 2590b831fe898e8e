using System.Globalization;

namespace ApprovalFlows.Web.Components.Shared;

public static class FileSize
{
    public static string Of(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, bytes / 1024)} KB")
        : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0 / 1024.0:0.0} MB");
}
