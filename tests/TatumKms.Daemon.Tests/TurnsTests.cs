namespace TatumKms.Daemon.Tests;

public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    [Fact]
    public async Task Names_that_nobody_has_are_taken_at_once()
    {
        using var one = await _turns.TakeAsync(["a", "b"], TestContext.Current.CancellationToken);

        using var other = await _turns.TakeAsync(["c"], TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_wants_a_taken_name_waits_until_it_is_given_back()
    {
        var one = await _turns.TakeAsync(["a", "b"], TestContext.Current.CancellationToken);
        var other = _turns.TakeAsync(["b", "c"], TestContext.Current.CancellationToken);

        Assert.False(other.IsCompleted);
        one.Dispose();

        (await other).Dispose();
    }

    [Fact]
    public async Task Who_waits_for_one_name_keeps_none_of_the_others()
    {
        using var one = await _turns.TakeAsync(["a"], TestContext.Current.CancellationToken);
        _ = _turns.TakeAsync(["a", "b"], TestContext.Current.CancellationToken);

        using var third = await _turns.TakeAsync(["b"], TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_name_is_given_back_once()
    {
        var one = await _turns.TakeAsync(["a"], TestContext.Current.CancellationToken);
        one.Dispose();
        using var other = await _turns.TakeAsync(["a"], TestContext.Current.CancellationToken);
        one.Dispose();

        Assert.Null(_turns.TryTake(["a"]));
    }

    [Fact]
    public async Task Who_waits_for_names_is_not_woken_by_others()
    {
        var one = await _turns.TakeAsync(["a"], TestContext.Current.CancellationToken);
        var other = await _turns.TakeAsync(["b"], TestContext.Current.CancellationToken);
        var free = _turns.WhenFreeAsync(["a", "c"], TestContext.Current.CancellationToken);

        other.Dispose();
        Assert.False(free.IsCompleted);
        one.Dispose();

        await free;
        Assert.NotNull(_turns.TryTake(["a", "c"]));
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_given_up()
    {
        using var one = await _turns.TakeAsync(["a"], TestContext.Current.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var other = _turns.TakeAsync(["a"], stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
    }

    [Fact]
    public async Task Names_in_any_order_never_make_two_wait_for_each_other()
    {
        string[][] wishes = [["a", "b"], ["b", "a"], ["a", "c"], ["c", "b"], ["a", "b", "c"]];
        var (inside, most) = (0, 0);

        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (i, token) =>
        {
            using var turn = await _turns.TakeAsync([.. wishes[i % wishes.Length], "all"], token);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        });

        Assert.Equal(1, most);
    }
}
