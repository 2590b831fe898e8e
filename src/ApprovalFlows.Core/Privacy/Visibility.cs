using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Privacy;

/// <summary>How much of a class of data somebody sees; more is greater.</summary>
public enum Sight
{
    None,

    /// <summary>Whether there is something in order and on which days, nothing else.</summary>
    Flag,
    Public,

    /// <summary>As an officer of another department.</summary>
    Masked,

    /// <summary>As an officer of the department; numbers of identity only after a reason was given.</summary>
    Read,
    Full,
}

/// <summary>How much of a paper is shown.</summary>
public enum PaperShare
{
    None,

    /// <summary>State and days; no number, no issuer.</summary>
    State,
    Full,
}

/// <summary>Which records an audience sees at all.</summary>
public enum SightScope
{
    Self,
    Own,
    Park,
    Area,
    All,
}

public static class DataClass
{
    public const string Enterprise = "enterprise";
    public const string Identity = "identity";
    public const string Permit = "permit";
    public const string Health = "health";
    public const string Stay = "stay";
    public const string Agreement = "agreement";
    public const string Insurance = "insurance";
    public const string Crossing = "crossing";
}

/// <summary>A row of the table: who, of which records, how much of each class.</summary>
public sealed record Audience(
    string Code,
    SightScope Scope,
    Sight Enterprise,
    Sight Identity,
    Sight Permit,
    Sight Health,
    Sight Stay,
    Sight Agreement,
    Sight Insurance,
    Sight Crossing,
    string? Department = null,
    IReadOnlyList<string>? Posts = null,
    IReadOnlyList<string>? Areas = null,
    bool IsWriter = false)
{
    public Sight Of(string dataClass) => dataClass switch
    {
        DataClass.Enterprise => Enterprise,
        DataClass.Identity => Identity,
        DataClass.Permit => Permit,
        DataClass.Health => Health,
        DataClass.Stay => Stay,
        DataClass.Agreement => Agreement,
        DataClass.Insurance => Insurance,
        DataClass.Crossing => Crossing,
        _ => Sight.None,
    };
}

/// <summary>Who sees what of workers' data: one table, for pages and API alike (个人信息保护法 §28, §34).</summary>
public static class Visibility
{
    private static readonly Table Data = SeedFile.Read<Table>("Privacy/visibility.json");

    public static IReadOnlyList<Audience> Audiences => Data.Audiences;

    public static IReadOnlyList<string> Classes => Data.Classes;

    /// <summary>Class of the data that a kind of paper tells; what no worker holds tells of the enterprise.</summary>
    public static string ClassOfPaper(string kind) => Data.Papers.GetValueOrDefault(kind, DataClass.Enterprise);

    /// <summary>Which firm has which certificate is public; of a worker's papers the public sees none.</summary>
    public static PaperShare ShareOf(string kind, Sight sight) => sight switch
    {
        Sight.None => PaperShare.None,
        Sight.Flag => PaperShare.State,
        Sight.Public when ClassOfPaper(kind) != DataClass.Enterprise => PaperShare.None,
        _ => PaperShare.Full,
    };

    /// <summary>The most that the actor sees of a paper's class in records of the scope.</summary>
    public static Sight SightOf(Actor actor, SightScope scope, string kind) => Of(actor)
        .Where(row => row.Scope == scope)
        .Select(row => row.Of(ClassOfPaper(kind)))
        .DefaultIfEmpty(Sight.None)
        .Max();

    /// <summary>The number of a paper as it is shown to whoever sees its class so; null where it is not.</summary>
    public static string? NumberOf(string kind, string number, Sight sight) =>
        ShareOf(kind, sight) != PaperShare.Full ? null
        : ClassOfPaper(kind) == DataClass.Identity ? FieldOf("documentNumber")!.Show(number, sight)
        : number;

    public static IReadOnlyList<FieldSight> Fields => Data.Fields;

    public static FieldSight? FieldOf(string name) => Data.Fields.FirstOrDefault(field => field.Field == name);

    /// <summary>The rows by which a person sees anything of workers.</summary>
    public static IReadOnlyList<Audience> OfWorkers(Actor actor) =>
        [.. Of(actor).Where(row => row.Identity != Sight.None)];

    /// <summary>The rows that stand for a person; several where several posts are held.</summary>
    public static IReadOnlyList<Audience> Of(Actor actor)
    {
        List<Audience> rows = [];
        if (actor.WorkerId is not null) rows.Add(Named("worker"));
        if (actor.EnterpriseId is not null && actor.IsIn(Roles.Applicant))
            rows.AddRange([Named("employer"), Named("agency")]);
        if (actor.IsIn(Roles.Auditor)) rows.Add(Named("auditor"));
        foreach (var held in actor.Posts)
        {
            var row = Data.Audiences.FirstOrDefault(known =>
                known.Department == held.Department && (known.Posts is null || known.Posts.Contains(held.Post)));
            if (row is not null && !rows.Contains(row)) rows.Add(row);
        }

        return rows;
    }

    private static Audience Named(string code) => Data.Audiences.First(row => row.Code == code);

    private sealed record Table(
        string Source,
        IReadOnlyList<string> Classes,
        IReadOnlyDictionary<string, string> Papers,
        IReadOnlyList<FieldSight> Fields,
        IReadOnlyList<Audience> Audiences);
}
