namespace TatumKms.Cli.Doctor.Files;

/// <summary>What a folder is on.</summary>
/// <param name="Format">The name of the file system.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="FreeBytes">The room that this user has.</param>
internal sealed record Volume(string Format, DriveType Kind, long FreeBytes)
{
    /// <summary>That of a folder that is there.</summary>
    public static Volume Of(string folder)
    {
        var drive = new DriveInfo(folder);
        return new Volume(drive.DriveFormat, drive.DriveType, drive.AvailableFreeSpace);
    }
}
