using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>label</c>: writes on an entry what it is for. Part of the encrypted contents.</summary>
internal sealed class LabelCommand : KmsCommand
{
    private const int Longest = 100;

    [SetsRequiredMembers]
    public LabelCommand(Composition kms)
        : base(kms, "label", "Write a label on a stored wallet, which list shows; an empty text takes it off.")
    {
        Add(Id);
        Add(Text);
        Examples = ["label 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 treasury", "label 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 till-2 --path=/srv/kms/wallet.dat"];
    }

    internal SignatureIdArgument Id { get; } = new();

    internal Argument<string> Text { get; } = new("text") { Description = $"The label, 1 to {Longest} characters, or \"\"." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var id = Id.Read(arguments);
        var label = Check(arguments.GetRequiredValue(Text).Trim());
        using var store = Kms.OpenStore(Kms.Configure(arguments));
        await store.LabelAsync(id, label.Length > 0 ? label : null, cancellationToken);
        Kms.Terminal.Say(label.Length > 0 ? $"Labelled wallet {id}." : $"Took the label off wallet {id}.");
        return ExitCode.Done;
    }

    /// <summary>What would move a terminal's cursor, turn the direction of text or be invisible could pass one wallet off as another.</summary>
    private static string Check(string label) =>
        label.EnumerateRunes().Count() > Longest ? throw UsageErrors.New($"The label is longer than {Longest} characters.")
        : label.EnumerateRunes().All(IsVisible) ? label
        : throw UsageErrors.New("The label holds a character that cannot be seen.", "Letters, digits, signs and spaces are taken.");

    private static bool IsVisible(System.Text.Rune character) => System.Text.Rune.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && character != System.Text.Rune.ReplacementChar;
}
