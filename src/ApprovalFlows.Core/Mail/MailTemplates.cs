using System.Collections.Concurrent;
using System.Globalization;
using ApprovalFlows.Core.Messages;
using HandlebarsDotNet;

namespace ApprovalFlows.Core.Mail;

/// <summary>What a letter says, in words of one language.</summary>
public sealed record MailPage(string Opening, string Subject, IReadOnlyList<MailLine> Lines, string? Page)
{
    /// <summary>Whether the reader can sign in and choose what comes by mail.</summary>
    public bool HasAccount { get; init; } = true;
}

/// <summary>One thing that is told, and where it leads to.</summary>
public sealed record MailLine(string Text, string? Address);

/// <summary>
/// The templates under <c>Templates/LANGUAGE</c>: a layout and its lines for each of the two parts of a mail, and
/// a sentence at the top for each kind of letter. HTML is escaped, plain text is not.
/// </summary>
public static class MailTemplates
{
    /// <summary>The opening of what is written to somebody who asked.</summary>
    public const string Answer = "answer";

    private const string Prefix = "ApprovalFlows.Core.Mail.Templates/";
    private const string Suffix = ".hbs";

    private static readonly ConcurrentDictionary<(string, string), Lazy<HandlebarsTemplate<object, object>>> s_layouts =
        [];

    public static string Text(CultureInfo culture, MailPage page) => Write(culture, "txt", page);

    public static string Html(CultureInfo culture, MailPage page) => Write(culture, "html", page);

    public static string OpeningOf(MessageKind kind) => kind switch
    {
        MessageKind.Reminder => "reminder",
        MessageKind.Digest => "digest",
        MessageKind.Letter => "letter",
        MessageKind.Paper => "paper",
        MessageKind.Alert => "alert",
        _ => "case",
    };

    /// <summary>The files of one language, by name, as they are written.</summary>
    internal static IReadOnlyDictionary<string, string> Files(string language)
    {
        var start = $"{Prefix}{language}/";
        var assembly = typeof(MailTemplates).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(start, StringComparison.Ordinal))
            .ToDictionary(name => name[start.Length..^Suffix.Length], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }

    private static string Write(CultureInfo culture, string part, MailPage page)
    {
        var layout = s_layouts.GetOrAdd(
            (culture.TwoLetterISOLanguageName, part),
            key => new(() => Compile(key.Item1, key.Item2)));
        return layout.Value(new Dictionary<string, object?>
        {
            ["opening"] = page.Opening,
            ["subject"] = page.Subject,
            ["page"] = page.Page,
            ["hasAccount"] = page.HasAccount,
            ["lines"] = page.Lines
                .Select(line => new Dictionary<string, object?> { ["text"] = line.Text, ["address"] = line.Address })
                .ToList(),
        });
    }

    private static HandlebarsTemplate<object, object> Compile(string language, string part)
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = part == "txt" });
        var files = Files(language);
        foreach (var (name, text) in files.Where(file => !file.Key.Contains('.')))
            engine.RegisterTemplate(name, part == "html" ? text.TrimEnd('\n') : text);
        engine.RegisterTemplate("lines", files[$"lines.{part}"]);
        return engine.Compile(files[$"layout.{part}"]);
    }
}
