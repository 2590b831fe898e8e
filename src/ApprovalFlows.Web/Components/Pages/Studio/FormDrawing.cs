using System.Globalization;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ApprovalFlows.Web.Components.Pages.Studio;

/// <summary>Draws a form as applicants of any language get it, whatever the language of the page around it.</summary>
public sealed partial class FormDrawing(IServiceProvider services, ILoggerFactory logs)
{
    private static readonly LocalText Nothing = new("", "", "");

    public Task<MarkupString> DrawAsync(FormDefinition form, Language language) =>
        DrawAsync(form.WithSharedOptions(), language, isBare: false);

    /// <summary>One field alone, in every language.</summary>
    public async Task<IReadOnlyList<(Language Language, MarkupString Html)>> DrawAsync(FormField field)
    {
        var section = new FormSection { Name = "shown", Title = Nothing, Fields = [Drawable(field)] };
        return await DrawAsync(section);
    }

    /// <summary>One place for files alone, in every language.</summary>
    public async Task<IReadOnlyList<(Language Language, MarkupString Html)>> DrawAsync(AttachmentSlot slot) =>
        await DrawAsync(new FormSection { Name = "shown", Title = Nothing, Attachments = [slot] });

    private async Task<IReadOnlyList<(Language Language, MarkupString Html)>> DrawAsync(FormSection section)
    {
        var form = new FormDefinition { Title = Nothing, Sections = [section] }.WithSharedOptions();
        var drawn = new List<(Language, MarkupString)>();
        foreach (var language in Languages.All) drawn.Add((language, await DrawAsync(form, language, isBare: true)));
        return drawn;
    }

    private async Task<MarkupString> DrawAsync(FormDefinition form, Language language, bool isBare)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Of this call only: the page around it goes on in its own language.
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language.Code);
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(FormPreview.Form)] = form,
                [nameof(FormPreview.Language)] = language,
                [nameof(FormPreview.IsBare)] = isBare,
            });
            return (await renderer.RenderComponentAsync<FormPreview>(parameters)).ToHtmlString();
        });
        return (MarkupString)Reference().Replace(html, match => Renamed(match, $"p{language.Code[..2]}-"));
    }

    // The same field is on the page several times, and the boxes that edit it have ids too.
    private static string Renamed(Match match, string prefix) =>
        $"{match.Groups["attribute"].Value}=\"{string.Join(
            ' ', match.Groups["ids"].Value.Split(' ').Select(id => prefix + id))}\"";

    // What is half typed can be drawn too.
    private static FormField Drawable(FormField field) => field with
    {
        Name = field.Name.Length > 0 ? field.Name : "new",
        Columns = field.Type == "list" ? field.Columns ?? [] : null,
    };

    [GeneratedRegex("(?<=\\s)(?<attribute>id|for|aria-describedby)=\"(?<ids>[^\"]+)\"")]
    private static partial Regex Reference();
}
