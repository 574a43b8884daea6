namespace Panel.Queue;

/// <summary>Which part of the queue is shown.</summary>
public enum QueueShow
{
    All = 0,
    Overdue = 1,
    Soon = 2,
    Person = 3,
    Waiting = 4,
    Rejected = 5,
}
