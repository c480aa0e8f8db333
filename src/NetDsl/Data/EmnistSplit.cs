namespace NetDsl;

/// <summary>The ways in which EMNIST's characters are divided into classes.</summary>
public enum EmnistSplit
{
    /// <summary>62 classes: digits 0 to 9, then A to Z, then a to z.</summary>
    ByClass,

    /// <summary>47 classes: as <see cref="ByClass"/>, but 15 small letters that look like their capitals are one class
    /// with these.</summary>
    ByMerge,

    /// <summary>The classes of <see cref="ByMerge"/>, each with as many images.</summary>
    Balanced,

    /// <summary>26 classes: A to Z, small ones with their capitals.</summary>
    Letters,

    /// <summary>10 classes: 0 to 9.</summary>
    Digits,

    /// <summary>10 classes: 0 to 9, as many images as MNIST.</summary>
    Mnist,
}
