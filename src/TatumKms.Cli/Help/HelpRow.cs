namespace TatumKms.Cli.Help;

/// <summary>A name of the help with its meaning. A class: code over lists of classes is there ahead of time, over lists of pairs it is not.</summary>
internal sealed record HelpRow(string Name, string Meaning);
