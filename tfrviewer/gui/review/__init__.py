"""The dialogs of the review: names of classes, and agreement of readers."""
