using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Guides;

/// <summary>Numbers, rejections and collisions: what the application hears, and what a person can do.</summary>
internal static class WhatKsefAnswered
{
    public static async Task Run(string folder)
    {
        await using var shop = await Shop.OpenAsync(folder);
        var invoicing = shop.Invoicing;
        var outbox = shop.Outbox;

        // Somebody else sends another invoice under the number that we are going to use.
        var elsewhere = Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName;
        await SendBySomebodyElseAsync(shop, elsewhere);
        await invoicing.IssueAsync(Shop.Draft("FV/1"));
        var collided = await invoicing.IssueAsync(Shop.Draft("FV/2", 200m));

        #region readme-guide-send
        await invoicing.SendDueAsync(new Progress<Ksef.Offline.Outbox.Entries.OutboxEntry>(e => Console.WriteLine($"{e.Key}: {e.State}")));
        #endregion

        var (numbers, decisions) = (0, 0);
        #region readme-guide-notifications
        var feed = outbox.Notifications;
        while (await feed.TakeAsync(SystemClock.Instance.GetCurrentInstant(), visibleAgain: Duration.FromMinutes(5), max: 100, CancellationToken.None) is { Count: > 0 } taken)
        {
            foreach (var notification in taken)
            {
                switch (notification.Kind)
                {
                    case NotificationKind.NumberAssigned: // write notification.Text, the KSeF number, on the order, the payment, the delivery note
                        numbers++;
                        break;
                    case NotificationKind.Rejected: // notification.Text holds KSeF's reason
                        break;
                    case NotificationKind.NeedsDecision: // tell a person
                        decisions++;
                        break;
                }
            }
            await feed.AcknowledgeAsync([.. taken.Select(n => n.Id)], CancellationToken.None);
        }
        #endregion
        Expect.That(numbers == 1 && decisions == 1, $"one number, one decision ({numbers}, {decisions})");
        Expect.That((await invoicing.FindAsync(collided.Entry.Key))!.State == OutboxState.DuplicateConflict, "other bytes under the same number are for a person");

        #region readme-guide-operator
        var operators = new OutboxOperator(outbox.Store, outbox.Evidence);
        var outcome = await operators.WithdrawAsync(collided.Entry.Key, "number used twice; issued again as FV/3", "Anna Nowak", SystemClock.Instance.GetCurrentInstant(), CancellationToken.None);
        #endregion
        Expect.That((await invoicing.FindAsync(collided.Entry.Key))!.State == OutboxState.Withdrawn, $"withdrawn: {outcome}");
    }

    private static async Task SendBySomebodyElseAsync(Shop shop, string folder)
    {
        await using var other = await Shop.OpenAsync(folder, shop.Ksef);
        await other.Invoicing.IssueAsync(Shop.Draft("FV/2", 999m));
        await other.Invoicing.SendDueAsync();
    }
}
