using System.Data.Common;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Outbox;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ApprovalFlows.Web.Hosting.Options;

/// <summary>What must hold between settings, and between settings and this machine.</summary>
internal static class OptionsRules
{
    private const string Connection = "ConnectionStrings:ApprovalFlows";

    public static IEnumerable<string?> FaultsOf(
        ApprovalFlowsOptions options, string? connection, string contentRoot)
    {
        var data = Path.GetFullPath(options.DataDirectory, contentRoot);
        return
        [
            ConnectionFault(options.Database, connection),
            AddressFault("PublicAddress", options.PublicAddress),
            AddressFault("Telemetry:OtlpEndpoint", options.Telemetry.OtlpEndpoint),
            .. HourFaults(options.Reminders),
            .. MailFaults(options.Mail),
            .. HostFaults(options.OutgoingHttp),
            options.Pdf.Chromium.Length == 0 || File.Exists(options.Pdf.Chromium)
                ? null
                : $"ApprovalFlows:Pdf:Chromium is '{options.Pdf.Chromium}'; there is no such file.",
            FolderFault("DataDirectory", data),
            options.Audit.KeyDirectory.Length == 0
                ? null
                : FolderFault("Audit:KeyDirectory", Path.GetFullPath(options.Audit.KeyDirectory, data)),
            Folders.FindOrNull(contentRoot, options.Workflows.Directory) is null
                ? $"ApprovalFlows:Workflows:Directory is '{options.Workflows.Directory}'; there is no such folder."
                : null,
        ];
    }

    // The string itself may hold a password and is not shown.
    private static string? ConnectionFault(DatabaseKind kind, string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection))
        {
            return kind == DatabaseKind.PostgreSql
                ? $"ApprovalFlows:Database is PostgreSql; it needs the connection string {Connection}."
                : null;
        }

        try
        {
            DbConnectionStringBuilder _ = kind == DatabaseKind.PostgreSql
                ? new NpgsqlConnectionStringBuilder(connection)
                : new SqliteConnectionStringBuilder(connection);
            return null;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException)
        {
            return $"{Connection} is no connection string that {kind} understands: {failure.Message}";
        }
    }

    private static string? AddressFault(string path, string value) =>
        value.Length == 0 || (Uri.TryCreate(value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Query.Length + address.Fragment.Length == 0)
            ? null
            : $"ApprovalFlows:{path} is '{value}'; it must be an address such as https://permits.example.";

    // Otherwise no hour of the day would be left in which anybody is told anything.
    private static IEnumerable<string?> HourFaults(ReminderOptions hours)
    {
        if (hours.QuietTo >= hours.QuietFrom)
        {
            yield return $"ApprovalFlows:Reminders:QuietTo is {hours.QuietTo:HH:mm}; it must be before QuietFrom, "
                + $"which is {hours.QuietFrom:HH:mm}.";
        }

        if (hours.DigestAt >= hours.QuietFrom)
        {
            yield return $"ApprovalFlows:Reminders:DigestAt is {hours.DigestAt:HH:mm}; it must be before QuietFrom, "
                + $"which is {hours.QuietFrom:HH:mm}.";
        }
    }

    private static IEnumerable<string?> MailFaults(MailOptions mail)
    {
        if (mail.Host.Length > 0 && Uri.CheckHostName(mail.Host) == UriHostNameType.Unknown)
            yield return $"ApprovalFlows:Mail:Host is '{mail.Host}'; it must be the name of a server.";
        if (string.IsNullOrEmpty(mail.UserName) != string.IsNullOrEmpty(mail.Password))
            yield return "ApprovalFlows:Mail:UserName and ApprovalFlows:Mail:Password need each other.";
        if (mail.Host.Length == 0 && (mail.UseTls || !string.IsNullOrEmpty(mail.UserName)))
            yield return "ApprovalFlows:Mail:Host is empty; UseTls and UserName need a server.";
    }

    private static IEnumerable<string?> HostFaults(OutgoingHttpOptions outgoing) =>
        from entry in outgoing.AllowedHosts
        where !OutgoingGuard.IsEntry(entry)
        select $"ApprovalFlows:OutgoingHttp:AllowedHosts has '{entry}'; it must be the name of a host, or "
            + "host:port, or host:*, without scheme or path.";

    private static string? FolderFault(string path, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Guid.CreateVersion7():N}");
            using var file = new FileStream(
                probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"ApprovalFlows:{path} is '{folder}', where nothing can be written: {failure.Message}";
        }
    }
}
