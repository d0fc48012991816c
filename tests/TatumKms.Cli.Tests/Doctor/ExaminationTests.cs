using TatumKms.Cli.Doctor;
using TatumKms.Core;

namespace TatumKms.Cli.Tests.Doctor;

public class ExaminationTests
{
    [Fact]
    public async Task Whatever_one_check_does_the_others_tell_what_they_find()
    {
        using var world = new DoctorWorld();

        var found = await RunAsync(
            world,
            new Stub("kms", _ => throw new KmsException(KmsError.Configuration, "A sentence.", "A hint.")),
            new Stub("file", _ => throw new IOException("gone")),
            new Stub("odd", _ => throw new InvalidOperationException("a secret")),
            new Stub("fine", _ => Task.FromResult(Finding.Ok("fine"))));

        Assert.Equal(["kms", "file", "odd", "fine"], found.Select(diagnosis => diagnosis.Check));
        Assert.Equal([Verdict.Problem, Verdict.Problem, Verdict.Problem, Verdict.Ok], found.Select(diagnosis => diagnosis.Finding.Verdict));
        Assert.Equal(("A sentence.", "A hint."), (found[0].Finding.Sentence, found[0].Finding.Fix));
        Assert.Equal("This could not be looked at (System.InvalidOperationException).", found[2].Finding.Sentence);
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_told_and_one_that_heeds_nothing_is_left_to_itself()
    {
        using var world = new DoctorWorld();
        var (heeding, deaf) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = RunAsync(
            world,
            new Stub("heeding", async token =>
            {
                heeding.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return Finding.Ok("");
            })
            { Remote = true },
            new Stub("deaf", _ =>
            {
                deaf.SetResult();
                return new TaskCompletionSource<Finding>().Task;
            })
            { Remote = true });
        await Task.WhenAll(heeding.Task, deaf.Task).WaitAsync(TestContext.Current.CancellationToken);
        world.Time.Advance(Examination.Abandoned);

        Assert.All(await running, diagnosis => diagnosis.Finding.Is(Verdict.Problem, "could not be told within 10 seconds"));
    }

    [Fact]
    public async Task Those_that_wait_for_others_run_all_at_once()
    {
        using var world = new DoctorWorld();
        using var both = new Barrier(2);
        Stub Waiting(string name) => new(name, token =>
        {
            both.SignalAndWait(token);
            return Task.FromResult(Finding.Ok("met"));
        })
        { Remote = true };

        Assert.All(await RunAsync(world, Waiting("one"), Waiting("two")), diagnosis => diagnosis.Finding.Is(Verdict.Ok, "met"));
    }

    [Fact]
    public async Task Whoever_interrupts_it_ends_it()
    {
        using var world = new DoctorWorld();
        using var interrupt = new CancellationTokenSource();
        var check = new Stub("waiting", async token =>
        {
            await interrupt.CancelAsync();
            token.ThrowIfCancellationRequested();
            return Finding.Ok("");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Examination(world.Time).RunAsync([check], interrupt.Token));
    }

    private static Task<IReadOnlyList<Diagnosis>> RunAsync(DoctorWorld world, params DoctorCheck[] checks) =>
        new Examination(world.Time).RunAsync(checks, TestContext.Current.CancellationToken);

    private sealed class Stub(string name, Func<CancellationToken, Task<Finding>> run) : DoctorCheck(name)
    {
        public bool Remote { get; init; }

        public override bool UsesNetwork => Remote;

        public override Task<Finding> RunAsync(CancellationToken cancellationToken) => run(cancellationToken);
    }
}
