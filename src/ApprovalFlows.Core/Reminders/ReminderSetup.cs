using ApprovalFlows.Core.Inbox.Comments;
using ApprovalFlows.Core.Inbox.Copies;
using ApprovalFlows.Core.Inbox.Urgings;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Reminders;

internal static class ReminderSetup
{
    /// <summary>Messages, reminders and what people tell each other about a case.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddSingleton(Ladders.Seed);
        services.AddSingleton<LetterWriter>();
        services.AddScoped<QuietHours>();
        services.AddScoped<TaskPeople>();
        services.AddScoped<MessageService>();
        services.AddScoped<MailChoiceService>();
        services.AddScoped<ReminderService>();
        services.AddScoped<ReminderDelivery>();
        services.AddScoped<ReminderListService>();
        services.AddScoped<DigestService>();
        services.AddScoped<DeemedAcceptanceNotice>();
        services.AddScoped<UrgingService>();
        services.AddScoped<CopyService>();
        services.AddScoped<CommentService>();
        services.AddScoped<JobRunLog>();
        services.AddSingleton<ReminderJob>();
        services.AddSingleton<DigestJob>();
        return services;
    }
}
