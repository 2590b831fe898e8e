namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>The rules of the assessment as the public reads them, worked out without the program.</summary>
internal static class PublishedRules
{
    /// <summary>As published: who scores, and the criteria with their points.</summary>
    public static readonly (string Office, string User, (string Key, int Points)[] Criteria)[] Parts =
    [
        ("hr-bureau", "hr", [("certificates", 12), ("insurance", 10), ("agreements", 8)]),
        ("police", "police", [("order", 12), ("registration", 8)]),
        ("customs", "customs", [("health", 10), ("alerts", 5)]),
        ("border-inspection", "border", [("crossings", 8), ("exits", 7)]),
        ("park-office", "park", [("housing", 8), ("training", 6), ("safety", 6)]),
    ];

    /// <summary>The published rules once more, written down independently.</summary>
    public static string GradeOf(AssessedFirm firm, string[] forgiven)
    {
        var parts = Parts.Where(part => part.Office != "park-office" || firm.IsInPark)
            .Select(part => (
                Got: part.Criteria.Sum(row => row.Points) - LostOf(firm, part.Office, forgiven),
                Of: part.Criteria.Sum(row => row.Points)))
            .ToList();
        var percent = Math.Round(
            100m * parts.Sum(part => part.Got) / parts.Sum(part => part.Of), 1, MidpointRounding.AwayFromZero);
        var grade = percent >= 90 ? 'A' : percent >= 75 ? 'B' : percent >= 60 ? 'C' : 'D';
        if (!firm.Reports || firm.IsSuspended || parts.Exists(part => part.Got * 10 < part.Of * 4))
            grade = grade < 'C' ? 'C' : grade;
        return (firm.IsRevoked ? 'D' : grade).ToString();
    }

    public static int LostOf(AssessedFirm firm, string office, string[] forgiven) =>
        forgiven.Contains(office) ? 0 : firm.Lost(office);

    public static List<object> SheetOf(string office, int lost)
    {
        var lines = new List<object>();
        foreach (var (key, most) in Parts.Single(part => part.Office == office).Criteria)
        {
            var less = Math.Min(lost, most);
            lost -= less;
            lines.Add(new { criterion = key, points = most - less, reason = less > 0 ? "检查发现问题" : null });
        }

        return lines;
    }
}
