using System.Text;
using TatumKms.Core;
using TatumKms.Wallets.Passwords;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests.Passwords;

/// <summary>Where a password comes from, and what is refused.</summary>
public sealed class PasswordSourceTests : IDisposable
{
    private const string Label = "Enter password:";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData("secret\n\n", "secret\n")]
    [InlineData("secret\r", "secret\r")]
    [InlineData(" pä$$ 🔑 \n", " pä$$ 🔑 ")]
    public async Task File_GivesItsBytesWithoutOneNewline(string contents, string expected)
    {
        await Write(contents);
        Assert.Equal(expected, await TextAsync(new FilePasswordSource(_folder.File("password"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task File_WhenItIsEmpty_IsRefused(string contents)
    {
        await Write(contents);
        await Stores.FailsAsync(KmsError.Configuration, () => TextAsync(new FilePasswordSource(_folder.File("password"))));
    }

    [Fact]
    public async Task File_WhenThereIsNone_IsRefused() =>
        await Stores.FailsAsync(KmsError.Configuration, () => TextAsync(new FilePasswordSource(_folder.File("none"))));

    [Theory]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public async Task File_WhenItIsTooLarge_IsRefused(int length, bool accepted)
    {
        await Write(new string('x', length));
        var read = () => TextAsync(new FilePasswordSource(_folder.File("password")));
        if (accepted)
        {
            Assert.Equal(length, (await read()).Length);
        }
        else
        {
            await Stores.FailsAsync(KmsError.Configuration, read);
        }
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, false)]
    public async Task File_WhenOthersCanReadIt_IsRefusedUnlessTheSystemMadeItSo(UnixFileMode mode, bool accepted)
    {
        await Write("canary");
        Modes.Set(_folder.File("password"), mode);
        Assert.Equal("canary", await TextAsync(new FilePasswordSource(_folder.File("password"), ownersAlone: false)));
        var read = () => TextAsync(new FilePasswordSource(_folder.File("password")));
        if (accepted)
        {
            Assert.Equal("canary", await read());
        }
        else
        {
            var problem = await Stores.FailsAsync(KmsError.Configuration, read);
            Assert.Contains("chmod 600", problem.Hint, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Environment_GivesACopyEachTime()
    {
        using var source = new EnvironmentPasswordSource("pä$$");
        Assert.Equal("pä$$", await TextAsync(source));
        Assert.Equal("pä$$", await TextAsync(source));
    }

    [Fact]
    public async Task Prompt_WhenTheStoreExists_AsksOnce()
    {
        var prompt = new FakePrompt("secret");
        Assert.Equal("secret", await TextAsync(new PromptPasswordSource(prompt, Label)));
        Assert.Equal([Label], prompt.Labels);
    }

    [Fact]
    public async Task Prompt_WhenTheStoreIsNew_AsksTwice()
    {
        var prompt = new FakePrompt("secret", "secret");
        Assert.Equal("secret", await TextAsync(new PromptPasswordSource(prompt, Label), PasswordPurpose.Create));
        Assert.Equal(2, prompt.Labels.Count);
    }

    [Fact]
    public async Task Prompt_WhenTheRepetitionDiffers_RefusesWithoutQuoting()
    {
        var prompt = new FakePrompt("canary", "canarx");
        var problem = await Stores.FailsAsync(KmsError.Usage, () => TextAsync(new PromptPasswordSource(prompt, Label), PasswordPurpose.Create));
        Assert.DoesNotContain("canar", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("pä$$ 🔑", 6)]
    public void Strength_CountsCharactersNotBytes(string password, int characters) =>
        Assert.Equal(characters, PasswordStrength.CountCharacters(Encoding.UTF8.GetBytes(password)));

    private async Task Write(string contents)
    {
        await File.WriteAllTextAsync(_folder.File("password"), contents, Stores.Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File("password"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static async Task<string> TextAsync(IPasswordSource source, PasswordPurpose purpose = PasswordPurpose.Open)
    {
        using var password = await source.GetPasswordAsync(purpose, Stores.Token);
        return Encoding.UTF8.GetString(password.Span);
    }

    private sealed class FakePrompt(params string[] answers) : IPasswordPrompt
    {
        public List<string> Labels { get; } = [];

        public SecretBytes Ask(string label)
        {
            Labels.Add(label);
            return SecretBytes.FromUtf8(answers[Labels.Count - 1]);
        }
    }
}
