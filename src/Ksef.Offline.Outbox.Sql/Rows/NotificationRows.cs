using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sql.Sessions;

namespace Ksef.Offline.Outbox.Sql.Rows;

/// <summary>Rows of <c>ksef_notification</c>, written with the transition that they speak of.</summary>
internal static class NotificationRows
{
    private const string Insert = "INSERT INTO ksef_notification (entry_key, kind, at, text, visible_at) VALUES (@entry_key, @kind, @at, @text, @visible_at)";

    public static void Add(string key, IReadOnlyList<NotificationDraft> drafts, List<SqlStatement> statements)
    {
        foreach (var draft in drafts)
        {
            statements.Add(new SqlStatement(
                Insert,
                new SqlArguments().Text("entry_key", key).Integer("kind", (long)draft.Kind).Time("at", draft.At).Text("text", draft.Text).Integer("visible_at", long.MinValue)));
        }
    }
}
