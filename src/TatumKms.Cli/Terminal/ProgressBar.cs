namespace TatumKms.Cli.Terminal;

/// <summary>How far a long job has come, in one line of standard error that is written over. Shown only where a person sees nothing else.</summary>
internal sealed class ProgressBar(ITerminal terminal, int total)
{
    private const int Width = 40;
    private readonly bool _isShown = terminal.ErrorIsTerminal && !terminal.OutputIsTerminal;
    private bool _hasLine;

    public void Show(int done)
    {
        if (_isShown)
        {
            var filled = (int)((long)Width * done / total);
            terminal.Error.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {total} keys");
            _hasLine = true;
        }
    }

    /// <summary>Ends the line, so that what follows has its own.</summary>
    public void End()
    {
        if (_hasLine)
        {
            terminal.Error.WriteLine();
            _hasLine = false;
        }
    }
}
