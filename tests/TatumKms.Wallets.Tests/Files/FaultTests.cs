using TatumKms.Core;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests.Files;

/// <summary>
/// Every operation on files, of every kind of write, goes wrong in every way, and after a stop every combination of what was
/// not flushed is looked at. There is always the store before or the store after, and what was acknowledged is in it.
/// </summary>
public sealed class FaultTests
{
    private const string Store = "/data/wallet.dat";
    private static readonly SignatureId Old = SignatureId.Parse("aaaaaaaa-0000-4000-8000-000000000001");
    private static readonly SignatureId New = SignatureId.Parse("bbbbbbbb-0000-4000-8000-000000000002");
    private static readonly string OldJson = $$"""{"{{Old}}":{"privateKey":"k","chain":"ETH","testnet":true} }""";

    public enum Write
    {
        Create,
        Add,
        Remove,
        Convert,
        AddAfterAKilledWriter,
    }

    public static TheoryData<Write, Fault> Cases
    {
        get
        {
            var cases = new TheoryData<Write, Fault>();
            foreach (var write in Enum.GetValues<Write>())
            {
                foreach (var fault in Enum.GetValues<Fault>())
                {
                    cases.Add(write, fault);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AWrite_WhenAnyOperationGoesWrong_LeavesTheStoreBeforeOrTheStoreAfter(Write write, Fault fault)
    {
        var start = StartOf(write);
        var undisturbed = new ModelDisk(start);
        Assert.True(await RunAsync(undisturbed, write));
        Assert.True(undisturbed.Operations >= 8, string.Join(", ", undisturbed.Trace));

        for (var operation = 1; operation <= undisturbed.Operations; operation++)
        {
            var disk = new ModelDisk(start) { Plan = (operation, fault) };
            var acknowledged = await RunAsync(disk, write);
            var where = $"{fault} at {operation}: {string.Join(", ", disk.Trace)}";
            Assert.False(acknowledged, where);
            if (fault is Fault.StopsBefore or Fault.StopsHalfway or Fault.StopsAfter)
            {
                foreach (var state in disk.StatesAfterStop())
                {
                    await AssertOldOrNewAsync(state, write, start, where);
                }
            }
            else
            {
                await AssertOldOrNewAsync(disk.Files, write, start, where);
                Assert.True(disk.Trace[operation - 1] == "delete" || NoTemporaries(disk.Files.Keys.Except(start.Keys)), where);
            }
        }
    }

    [Theory]
    [InlineData(Write.Create)]
    [InlineData(Write.Add)]
    [InlineData(Write.Remove)]
    [InlineData(Write.Convert)]
    [InlineData(Write.AddAfterAKilledWriter)]
    public async Task AWrite_WhenItWasAcknowledged_SurvivesAnyStopAfterIt(Write write)
    {
        var disk = new ModelDisk(StartOf(write));
        Assert.True(await RunAsync(disk, write));
        foreach (var state in disk.StatesAfterStop())
        {
            Assert.Equal(After(write), await IdsAsync(state));
        }

        Assert.True(NoTemporaries(disk.Files.Keys));
    }

    [Theory]
    [InlineData(Fault.FailsBefore)]
    [InlineData(Fault.FailsHalfway)]
    public async Task AWrite_WhenTheNewFileCannotBeWritten_SaysThatNothingWasChanged(Fault fault)
    {
        var trace = new ModelDisk(StartOf(Write.Add));
        await RunAsync(trace, Write.Add);
        var disk = new ModelDisk(StartOf(Write.Add)) { Plan = (trace.Trace.IndexOf("write") + 1, fault) };
        using var store = Stores.Open(disk, Store);
        var problem = await Stores.FailsAsync(KmsError.InputOutput, () => store.AddOneAsync());
        Assert.Contains("as it was before", problem.Hint, StringComparison.Ordinal);
        Assert.Equal(StartOf(Write.Add).Keys, disk.Files.Keys);
    }

    [Fact]
    public async Task AWrite_WhenTheLastFlushFails_DoesNotSayThatNothingWasChanged()
    {
        var trace = new ModelDisk(StartOf(Write.Add));
        await RunAsync(trace, Write.Add);
        Assert.Equal("flush folder", trace.Trace[^1]);
        var disk = new ModelDisk(StartOf(Write.Add)) { Plan = (trace.Operations, Fault.FailsBefore) };
        using var store = Stores.Open(disk, Store);
        var problem = await Stores.FailsAsync(KmsError.InputOutput, () => store.AddOneAsync());
        Assert.Contains("The change is in the file", problem.Hint, StringComparison.Ordinal);
        Assert.Equal(2, (await IdsAsync(disk.Files)).Count);
    }

    [Fact]
    public async Task AWrite_WhenTheDiskKeepsOtherBytes_FindsOutAndLeavesTheStoreBefore()
    {
        var disk = new ModelDisk(StartOf(Write.Add)) { Lies = true };
        using var store = Stores.Open(disk, Store);
        await Stores.FailsAsync(KmsError.InputOutput, () => store.AddOneAsync());
        Assert.Equal(OldStore, disk.Files[Store]);
        Assert.True(NoTemporaries(disk.Files.Keys));
    }

    private static Dictionary<string, byte[]> StartOf(Write write) => write switch
    {
        Write.Create => [],
        Write.Convert => new() { [Store] = CryptoJs.Encrypt(OldJson, Stores.Password) },
        Write.AddAfterAKilledWriter => new() { [Store] = OldStore, [Store + ".0123456789abcdef0123456789abcdef.new"] = [1, 2, 3] },
        _ => new() { [Store] = OldStore, [Store + ".bak"] = OldStore },
    };

    private static byte[] OldStore { get; } = Stores.Seal(OldJson);

    private static List<SignatureId> Before(Write write) => write == Write.Create ? [] : [Old];

    private static List<SignatureId> After(Write write) => write switch
    {
        Write.Create => [New],
        Write.Remove => [],
        _ => [New, Old],
    };

    /// <summary>Whether the write was acknowledged; an error must be one that a user can be told, or the machine's stop.</summary>
    private static async Task<bool> RunAsync(ModelDisk disk, Write write)
    {
        using var store = Stores.Open(disk, Store);
        try
        {
            await (write == Write.Remove ? store.RemoveAsync(Old, Stores.Token) : store.AddAsync([Stores.Wallet(id: New)], Stores.Token));
            return true;
        }
        catch (Exception problem) when (problem is KmsException { Error: KmsError.InputOutput } or MachineStoppedException)
        {
            return false;
        }
    }

    private static async Task AssertOldOrNewAsync(
        IReadOnlyDictionary<string, byte[]> files, Write write, Dictionary<string, byte[]> start, string where)
    {
        var ids = await IdsAsync(files);
        Assert.True(ids.SequenceEqual(Before(write)) || ids.SequenceEqual(After(write)), where);
        if (write == Write.Convert)
        {
            var original = start[Store];
            Assert.True(files.Any(file => !file.Key.EndsWith(".new", StringComparison.Ordinal) && file.Value.SequenceEqual(original)), where);
        }

        // Whatever was left behind, the next writer finds its way.
        var disk = new ModelDisk(files);
        using var store = Stores.Open(disk, Store);
        var next = await store.AddOneAsync();
        Assert.Equal([next, .. ids], await IdsAsync(disk.Files));
        Assert.True(NoTemporaries(disk.Files.Keys), where);
    }

    private static bool NoTemporaries(IEnumerable<string> paths) =>
        !paths.Any(path => path.EndsWith(".new", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<SignatureId>> IdsAsync(IReadOnlyDictionary<string, byte[]> files)
    {
        if (!files.ContainsKey(Store))
        {
            return [];
        }

        using var store = Stores.Open(new ModelDisk(files), Store);
        using var snapshot = await store.OpenAsync(Stores.Token);
        return [.. snapshot.Wallets.Select(wallet => wallet.Id)];
    }
}
