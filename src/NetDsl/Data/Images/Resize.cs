namespace NetDsl;

/// <summary>What becomes of an image that is not of the size asked for.</summary>
/// <remarks>Sizes are changed with a triangle filter that is widened where the image shrinks, so that no pixel is
/// passed over (as Pillow's BILINEAR). With any of these but <see cref="None"/> grey images become colours of three
/// equal channels and colours grey by 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601) where the other was asked
/// for.</remarks>
public enum Resize
{
    /// <summary>An error that names the file.</summary>
    None,

    /// <summary>Each side to its length: the picture is distorted where its shape differs.</summary>
    Stretch,

    /// <summary>As large as fits, in the middle; what is left is black.</summary>
    Fit,

    /// <summary>As small as covers everything; what sticks out is cut off on both sides alike.</summary>
    Crop,
}
