using System.Globalization;
using System.Text;

namespace ApprovalFlows.TestSupport;

/// <summary>A row of a roster: the worker, and the field that is wrong in it where one is.</summary>
public sealed record SeededWorker(string Name, string Pass, string? BadField);

/// <summary>Workers made from a seed, some of them with one mistake each, as the file that a firm uploads.</summary>
public sealed class SeededRoster
{
    private const string Header = "姓名（原文）,性别,出生日期,documentKind,证件号码,签发机关,签发日期,有效期至";

    private static readonly string[] Surnames =
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Đặng", "Ngô", "Dương", "Lý"];

    private static readonly string[] Middle = ["Văn", "Thị", "Đức", "Minh", "Ngọc", "Thanh", "Quốc", "Hữu"];

    private static readonly string[] Given =
        ["An", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hòa", "Hùng", "Khánh", "Lan", "Linh", "Long", "Mai",
            "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Vinh", "Yến"];

    private readonly Random random;
    private readonly DateOnly today;
    private readonly HashSet<string> names = [];
    private readonly List<string> lines = [Header];
    private readonly List<SeededWorker> workers = [];

    public SeededRoster(int seed, DateOnly today, int rows, int bad)
    {
        (random, this.today) = (new Random(seed), today);
        var wrong = Enumerable.Range(0, rows).OrderBy(_ => random.Next()).Take(bad).ToHashSet();
        for (var row = 0; row < rows; row++) Add(row, wrong.Contains(row));
    }

    public IReadOnlyList<SeededWorker> Good => workers.FindAll(worker => worker.BadField is null);

    /// <summary>Number of the row in the file and name of the field, of the rows that must be refused.</summary>
    public IEnumerable<string> Mistakes => workers
        .Select((worker, index) => (Row: index + 2, worker.BadField))
        .Where(row => row.BadField is not null)
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Row} {row.BadField}"));

    public byte[] File => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private void Add(int row, bool isWrong)
    {
        var (name, sex) = Name();
        var birth = Iso(today.AddYears(-20).AddDays(-random.Next(40 * 365)));
        var (issued, expires) = (today.AddDays(-random.Next(60)), today.AddDays(200 + random.Next(90)));
        var pass = string.Create(CultureInfo.InvariantCulture, $"GTH-{random.Next(100, 1000)}-{row:D4}");
        string? field = null;
        if (isWrong)
        {
            field = new[] { "birthDate", "documentNumber", "documentExpiresOn", "nameOriginal", "sex" }[random.Next(5)];
            if (field == "birthDate") birth = random.Next(2) == 0 ? "1990-02-30" : Iso(today.AddYears(-15));
            else if (field == "documentNumber") pass = "?";
            else if (field == "documentExpiresOn") expires = issued.AddYears(3);
            else if (field == "nameOriginal") name = "張三 123";
            else sex = "?";
        }

        lines.Add($"{name},{sex},{birth},TX,{pass},Công an,{Iso(issued)},{Iso(expires)}");
        workers.Add(new SeededWorker(name, pass, field));
    }

    private (string Name, string Sex) Name()
    {
        while (true)
        {
            var middle = Pick(Middle);
            var name = $"{Pick(Surnames)} {middle} {Pick(Given)}";
            if (names.Add(name)) return (name, middle == "Thị" ? "女" : "男");
        }
    }

    private string Pick(string[] words) => words[random.Next(words.Length)];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
