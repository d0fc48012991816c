using TatumKms.Core;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests.Files;

/// <summary>
/// Every operation on files, of everything that writes, goes wrong in every way, and after a stop every combination of what was
/// not flushed is looked at. There is always the store before or the store after, and what was acknowledged is in it.
/// </summary>
public sealed class FaultTests
{
    private const string Store = StoreCommand.Store;

    private static readonly Fault[] Stops = [Fault.StopsBefore, Fault.StopsHalfway, Fault.StopsAfter];

    public static TheoryData<string> Commands => [.. StoreCommand.All.Keys];

    public static TheoryData<string, Fault, DiskError> Errors
    {
        get
        {
            var cases = new TheoryData<string, Fault, DiskError>();
            foreach (var command in StoreCommand.All.Keys)
            {
                foreach (var fault in Enum.GetValues<Fault>().Except(Stops))
                {
                    foreach (var error in Enum.GetValues<DiskError>())
                    {
                        cases.Add(command, fault, error);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ACommand_WhenTheMachineStopsAnywhere_LeavesTheStoreBeforeOrTheStoreAfter(string name)
    {
        var command = StoreCommand.All[name];
        var (operations, states) = (await CountAsync(command), 0);
        for (var operation = 1; operation <= operations; operation++)
        {
            foreach (var stop in Stops)
            {
                var disk = Disk(command, (operation, stop));
                Assert.False(await RunAsync(disk, command));
                foreach (var state in disk.StatesAfterStop())
                {
                    await AssertBeforeOrAfterAsync(state, command, $"{stop} at {operation}: {string.Join(", ", disk.Trace)}");
                    states++;
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{operations} operations, {states} states after a stop.");
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task ACommand_WhenAnyOperationFails_SaysSoAndLeavesTheStoreBeforeOrTheStoreAfter(string name, Fault fault, DiskError error)
    {
        var command = StoreCommand.All[name];
        var operations = await CountAsync(command);
        for (var operation = 1; operation <= operations; operation++)
        {
            var disk = Disk(command, (operation, fault), error);
            Assert.False(await RunAsync(disk, command));
            var where = $"{fault} at {operation}: {string.Join(", ", disk.Trace)}";
            await AssertBeforeOrAfterAsync(disk.Files, command, where);
            Assert.True(disk.Trace[operation - 1] == "delete" || NoTemporaries(disk.Files.Keys.Except(command.Start.Keys)), where);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ACommand_WhenItWasAcknowledged_SurvivesAnyStopAfterIt(string name)
    {
        var command = StoreCommand.All[name];
        var disk = Disk(command, plan: null);
        Assert.True(await RunAsync(disk, command));
        foreach (var state in disk.StatesAfterStop())
        {
            Assert.Equal((command.After, command.PasswordAfter), await ReadAsync(state, command));
            Assert.Equal(command.Copy, command.Copy is null ? null : state[StoreCommand.Backup]);
        }

        Assert.True(NoTemporaries(disk.Files.Keys));
    }

    [Theory]
    [InlineData("create", Fault.FailsBefore)]
    [InlineData("write", Fault.FailsHalfway)]
    [InlineData("flush", Fault.FailsBefore)]
    [InlineData("rename", Fault.FailsBefore)]
    public async Task AWrite_WhenTheNewFileCannotBeWritten_SaysThatNothingWasChanged(string operation, Fault fault)
    {
        var command = StoreCommand.All["add"];
        var trace = Disk(command, plan: null);
        await RunAsync(trace, command);
        var disk = Disk(command, (trace.Trace.IndexOf(operation) + 1, fault));
        var problem = await Stores.FailsAsync(KmsError.InputOutput, () => command.Run(disk, command));
        Assert.Contains("as it was before", problem.Hint, StringComparison.Ordinal);
        Assert.Equal(command.Start, disk.Files);
    }

    [Fact]
    public async Task AWrite_WhenTheLastFlushFails_DoesNotSayThatNothingWasChanged()
    {
        var command = StoreCommand.All["add"];
        var trace = Disk(command, plan: null);
        await RunAsync(trace, command);
        Assert.Equal("flush folder", trace.Trace[^1]);
        var disk = Disk(command, (trace.Operations, Fault.FailsBefore));
        var problem = await Stores.FailsAsync(KmsError.InputOutput, () => command.Run(disk, command));
        Assert.Contains("The change is in the file", problem.Hint, StringComparison.Ordinal);
        Assert.Equal(command.After, (await ReadAsync(disk.Files, command)).Json);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ACommand_WhenTheDiskKeepsOtherBytes_FindsOutAndLeavesTheFilesBefore(string name)
    {
        var command = StoreCommand.All[name];
        var disk = new ModelDisk(command.Start) { Lies = true, NeedsNoLock = command.NeedsNoLock };
        Assert.False(await RunAsync(disk, command));
        Assert.Equal(command.Start.Where(file => !IsTemporary(file.Key)), disk.Files);
    }

    [Fact]
    public async Task AStore_WhenTheChangeOfItsPasswordWasNotConfirmed_GoesOnUnderThePasswordThatItsFileHas()
    {
        var command = StoreCommand.All["change the password"];
        var operations = await CountAsync(command);
        for (var operation = 1; operation <= operations; operation++)
        {
            var disk = Disk(command, (operation, Fault.FailsAfter));
            using var store = Stores.Open(disk, Store);
            await Assert.ThrowsAsync<KmsException>(() => store.ChangePasswordAsync(new FixedPassword(StoreCommand.NextPassword), Stores.Token));

            // It would fail if the store took the other password for the right one.
            await store.AddOneAsync();
            Assert.EndsWith(command.After[1..], (await ReadAsync(disk.Files, command)).Json, StringComparison.Ordinal);
        }
    }

    private static ModelDisk Disk(StoreCommand command, (int Operation, Fault Fault)? plan, DiskError error = DiskError.NoSpace) =>
        new(command.Start) { Plan = plan, Error = error, NeedsNoLock = command.NeedsNoLock };

    private static async Task<int> CountAsync(StoreCommand command)
    {
        var undisturbed = Disk(command, plan: null);
        Assert.True(await RunAsync(undisturbed, command));
        Assert.True(undisturbed.Operations >= 7, string.Join(", ", undisturbed.Trace));
        return undisturbed.Operations;
    }

    /// <summary>Whether the command was acknowledged; an error must be one that a user can be told, or the machine's stop.</summary>
    private static async Task<bool> RunAsync(ModelDisk disk, StoreCommand command)
    {
        try
        {
            await command.Run(disk, command);
            return true;
        }
        catch (Exception problem) when (problem is KmsException { Error: KmsError.InputOutput } or MachineStoppedException)
        {
            return false;
        }
    }

    private static async Task AssertBeforeOrAfterAsync(IReadOnlyDictionary<string, byte[]> files, StoreCommand command, string where)
    {
        var (json, password) = await ReadAsync(files, command);
        Assert.True((json, password) == (command.Before, Stores.Password) || (json, password) == (command.After, command.PasswordAfter), where);
        var whole = files.Where(file => !IsTemporary(file.Key)).ToList();
        Assert.True(command.Kept is null || whole.Exists(file => file.Value.SequenceEqual(command.Kept)), where);
        Assert.True(command.Copy is null || !files.TryGetValue(StoreCommand.Backup, out var copy) || copy.SequenceEqual(command.Copy), where);
        if (json is null)
        {
            // Nothing to go on with: the command can be done again.
            Assert.True(await RunAsync(new ModelDisk(files), command), where);
            return;
        }

        // Whatever was left behind, the next writer finds its way.
        var disk = new ModelDisk(files);
        using var store = Stores.Open(disk, Store, password);
        var next = await store.AddOneAsync();
        Assert.Contains(next.ToString(), (await ReadAsync(disk.Files, command)).Json, StringComparison.Ordinal);
        Assert.True(NoTemporaries(disk.Files.Keys.Where(path => path.StartsWith(Store, StringComparison.Ordinal))), where);
    }

    private static bool NoTemporaries(IEnumerable<string> paths) => !paths.Any(IsTemporary);

    private static bool IsTemporary(string path) => path.EndsWith(".new", StringComparison.Ordinal);

    /// <summary>The store's JSON and the password that opens it; no JSON when the store is not there or as damaged as at the beginning.</summary>
    private static async Task<(string? Json, string Password)> ReadAsync(IReadOnlyDictionary<string, byte[]> files, StoreCommand command)
    {
        var present = files.GetValueOrDefault(Store);
        if (present is null || (command.Before is null && present.SequenceEqual(command.Start.GetValueOrDefault(Store) ?? [])))
        {
            return (null, Stores.Password);
        }

        try
        {
            return (await ReadAsync(files, Stores.Password), Stores.Password);
        }
        catch (KmsException problem) when (problem.Error == KmsError.WrongPassword)
        {
            return (await ReadAsync(files, StoreCommand.NextPassword), StoreCommand.NextPassword);
        }
    }

    private static async Task<string> ReadAsync(IReadOnlyDictionary<string, byte[]> files, string password)
    {
        using var store = Stores.Open(new ModelDisk(files), Store, password);
        using var snapshot = await store.OpenAsync(Stores.Token);
        return System.Text.Encoding.UTF8.GetString(snapshot.Json);
    }
}
