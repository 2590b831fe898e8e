using Xunit;

namespace ApprovalFlows.TestSupport;

/// <summary>
/// What a test needs beyond the SDK and Node. Where it is missing the test is skipped with the
/// reason; with REQUIRE_ALL=1, as in .ci/run, it fails instead. Call it in the test or in the test
/// class's constructor, not in a fixture: xunit turns a skip there into a failure.
/// </summary>
public static class Requires
{
    /// <returns>A connection string of a server on which databases may be created.</returns>
    public static string Postgres() =>
        Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } connectionString
            ? connectionString
            : throw Missing("PostgreSQL: TEST_POSTGRES holds no connection string.");

    /// <returns>The path of the browser.</returns>
    public static string Chromium()
    {
        var path = Environment.GetEnvironmentVariable("TEST_CHROMIUM") ?? "/usr/bin/chromium";
        return File.Exists(path) ? path : throw Missing($"Chromium: {path} does not exist.");
    }

    private static InvalidOperationException Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("REQUIRE_ALL") != "1")
        {
            Assert.Skip(reason);
        }

        return new InvalidOperationException($"REQUIRE_ALL=1, but there is no {reason}");
    }
}
