using System.Text.RegularExpressions;
using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Workers;

/// <summary>Checks what is said of a worker, the same for the window, the API and every row of a roster.</summary>
public static partial class WorkerCheck
{
    public const int MinAge = 18;
    public const int MaxAge = 65;

    /// <param name="texts">By the names of <see cref="WorkerFields"/>; what is missing is blank.</param>
    /// <param name="today">The day in China.</param>
    /// <param name="needsDocument">Whether a document of identity has to be among it.</param>
    public static FactReader Read(
        IReadOnlyDictionary<string, string?> texts, DateOnly today, bool needsDocument, out WorkerFacts facts)
    {
        var reader = new FactReader(texts);
        facts = Person(reader, today) with { Document = DocumentCheck.Read(reader, today, needsDocument) };
        CheckAgainstEachOther(reader, facts, today);
        return reader;
    }

    private static WorkerFacts Person(FactReader reader, DateOnly today)
    {
        var original = reader.Text(WorkerFields.NameOriginal, 60, required: true) ?? "";
        if (original.Length > 0 && !NameLetters().IsMatch(original))
            reader.Fail(WorkerFields.NameOriginal, "Worker.NameLetters");
        return new WorkerFacts
        {
            NameOriginal = original,
            NameLatin = Latin(reader, original),
            NameChinese = Chinese(reader),
            Sex = reader.Choice(WorkerFields.Sex, SexNames, Sex.Unknown, required: true),
            BirthDate = reader.Date(WorkerFields.BirthDate, required: true) ?? default,
            Nationality = Nation(reader),
            PersonalNumber = reader.Checked(
                WorkerFields.PersonalNumber, text => PersonalNumber.Check(text, today)),
            HomeProvince = reader.Text(WorkerFields.HomeProvince, 60),
            HomeCommune = reader.Text(WorkerFields.HomeCommune, 60),
            HomeAddress = reader.Text(WorkerFields.HomeAddress, 200),
            Phone = Telephone(reader),
            Mode = reader.Choice(WorkerFields.Mode, ModeNames, WorkerMode.Resident),
            WorkAreaCode = Area(reader),
            ParkCode = Park(reader),
            PostCode = reader.Text(WorkerFields.PostCode, 30),
        };
    }

    private static string Latin(FactReader reader, string original)
    {
        var expected = Transliteration.ToLatin(original);
        var given = reader.Text(WorkerFields.NameLatin, 60);
        if (given is not null && original.Length > 0 && !Transliteration.IsOf(given, original))
            reader.Fail(WorkerFields.NameLatin, "Worker.LatinDiffers", expected);
        return expected;
    }

    private static string? Chinese(FactReader reader)
    {
        var name = reader.Text(WorkerFields.NameChinese, 20);
        if (name is not null && !Ideographs().IsMatch(name)) reader.Fail(WorkerFields.NameChinese, "Worker.HanOnly");
        return name;
    }

    private static string Nation(FactReader reader)
    {
        var nation = (reader.Text(WorkerFields.Nationality, 3) ?? "VNM").ToUpperInvariant();
        // The pilot is for residents of Vietnam only [D§2.1].
        if (nation != "VNM") reader.Fail(WorkerFields.Nationality, "Worker.OnlyVietnam");
        return nation;
    }

    private static string? Telephone(FactReader reader)
    {
        if (reader.Text(WorkerFields.Phone, 30) is not { } text) return null;
        var number = PhoneGap().Replace(IdentifierCheck.Clean(text), "");
        if (number.StartsWith("0084", StringComparison.Ordinal)) number = "+" + number[2..];
        if (number.StartsWith("+86", StringComparison.Ordinal)) number = number[3..];
        if (!PhoneNumber().IsMatch(number)) reader.Fail(WorkerFields.Phone, "Field.Phone");
        return number;
    }

    private static string? Area(FactReader reader)
    {
        var code = reader.Text(WorkerFields.WorkAreaCode, 9);
        if (code is not null && AreaRegister.Seed.FindCurrent(code) is null)
            reader.Fail(WorkerFields.WorkAreaCode, "Worker.AreaUnknown", code);
        return code is null ? null : AreaRegister.Seed.FindCurrent(code)?.Code ?? code;
    }

    private static string? Park(FactReader reader)
    {
        var code = reader.Text(WorkerFields.ParkCode, 40);
        if (code is not null && ParkRegister.Seed.Find(code) is null)
            reader.Fail(WorkerFields.ParkCode, "Worker.ParkUnknown", code);
        return code;
    }

    private static void CheckAgainstEachOther(FactReader reader, WorkerFacts facts, DateOnly today)
    {
        if (facts.BirthDate != default && !reader.HasFailed(WorkerFields.BirthDate))
        {
            if (facts.BirthDate.AddYears(MinAge) > today)
                reader.Fail(WorkerFields.BirthDate, "Worker.TooYoung", MinAge);
            if (facts.BirthDate.AddYears(MaxAge + 1) <= today)
                reader.Fail(WorkerFields.BirthDate, "Worker.TooOld", MaxAge);
        }

        if (facts.PersonalNumber is not { } number || reader.HasFailed(WorkerFields.PersonalNumber)) return;
        if (facts.Sex is Sex.Male or Sex.Female && PersonalNumber.SexOf(number) != facts.Sex)
            reader.Fail(WorkerFields.PersonalNumber, "Worker.NumberSex");
        else if (facts.BirthDate != default && PersonalNumber.BirthYearOf(number) != facts.BirthDate.Year)
            reader.Fail(WorkerFields.PersonalNumber, "Worker.NumberYear");
    }

    private static readonly Dictionary<string, Sex> SexNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1"] = Sex.Male,
        ["male"] = Sex.Male,
        ["m"] = Sex.Male,
        ["男"] = Sex.Male,
        ["nam"] = Sex.Male,
        ["2"] = Sex.Female,
        ["female"] = Sex.Female,
        ["f"] = Sex.Female,
        ["女"] = Sex.Female,
        ["nữ"] = Sex.Female,
        ["0"] = Sex.Unknown,
        ["9"] = Sex.NotStated,
    };

    private static readonly Dictionary<string, WorkerMode> ModeNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["resident"] = WorkerMode.Resident,
        ["居住"] = WorkerMode.Resident,
        ["lưu trú"] = WorkerMode.Resident,
        ["commuter"] = WorkerMode.Commuter,
        ["通勤"] = WorkerMode.Commuter,
        ["đi về trong ngày"] = WorkerMode.Commuter,
    };

    [GeneratedRegex(@"^\p{L}[\p{L}\p{M} '’-]*\z")]
    private static partial Regex NameLetters();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}·]+\z")]
    private static partial Regex Ideographs();

    [GeneratedRegex(@"[ ()\-.]")]
    private static partial Regex PhoneGap();

    [GeneratedRegex(@"^(1[3-9][0-9]{9}|0[1-9][0-9]{1,2}[2-9][0-9]{6,7}|\+84[1-9][0-9]{8,9})\z")]
    private static partial Regex PhoneNumber();
}
