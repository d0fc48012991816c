using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Policy;
using TatumKms.Daemon.Tests.Support;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public sealed class FreezeSwitchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_freeze_is_a_file_with_its_time_and_its_reason()
    {
        var freeze = new FreezeSwitch(_folder.File("new"));

        Assert.False(freeze.IsFrozen);
        Assert.Null(freeze.Reason);
        Assert.True(freeze.Freeze("stolen laptop", Now));

        Assert.True(freeze.IsFrozen);
        Assert.Equal("stolen laptop", freeze.Reason);
        Assert.Equal(_folder.File("new/FROZEN"), freeze.FilePath);
        Assert.Equal(Now, JsonDocument.Parse(File.ReadAllBytes(freeze.FilePath)).RootElement.GetProperty("frozenAt").GetDateTimeOffset());
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(freeze.FilePath) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void A_second_freeze_keeps_the_first_and_one_unfreeze_ends_it()
    {
        var freeze = new FreezeSwitch(_folder.File("."));
        freeze.Freeze("first", Now);

        Assert.False(freeze.Freeze("second", Now));
        Assert.Equal("first", freeze.Reason);
        Assert.True(freeze.Unfreeze());
        Assert.False(freeze.IsFrozen);
        Assert.False(freeze.Unfreeze());
    }

    [Fact]
    public void A_freeze_needs_no_reason()
    {
        var freeze = new FreezeSwitch(_folder.File("."));

        freeze.Freeze(null, Now);

        Assert.True(freeze.IsFrozen);
        Assert.Null(freeze.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"reason": 1}""")]
    [InlineData("""{"reason": null}""")]
    [InlineData("stop")]
    public void A_file_with_anything_in_it_freezes(string content)
    {
        var freeze = new FreezeSwitch(_folder.File("."));
        File.WriteAllText(freeze.FilePath, content);

        Assert.True(freeze.IsFrozen);
        Assert.Null(freeze.Reason);
    }

    [Fact]
    public void A_long_reason_is_cut()
    {
        var freeze = new FreezeSwitch(_folder.File("."));
        freeze.Freeze(new string('x', 1000), Now);

        Assert.Equal(FreezeSwitch.MaxReason, freeze.Reason!.Length);
    }

    [Fact]
    public void A_link_to_nowhere_freezes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var freeze = new FreezeSwitch(_folder.File("."));
        File.CreateSymbolicLink(freeze.FilePath, _folder.File("nowhere"));

        Assert.True(freeze.IsFrozen);
    }

    [Fact]
    public void Where_it_cannot_be_told_signing_is_frozen()
    {
        // A name that is too long for the system stands for all that makes the look fail.
        var freeze = new FreezeSwitch(_folder.File(new string('x', 300)));

        Assert.True(freeze.IsFrozen);
        Assert.False(freeze.Freeze(null, Now));
        Assert.Equal(KmsError.InputOutput, Assert.Throws<KmsException>(() => freeze.Unfreeze()).Error);
    }

    [Fact]
    public void A_freeze_that_cannot_be_written_says_so()
    {
        File.WriteAllText(_folder.File("file"), "");
        var freeze = new FreezeSwitch(_folder.File("file"));

        var problem = Assert.Throws<KmsException>(() => freeze.Freeze(null, Now));

        Assert.Equal(KmsError.InputOutput, problem.Error);
        Assert.Contains("goes on signing", problem.Hint, StringComparison.Ordinal);
    }
}
