"""Learn which spans belong to which waste in running text and lists."""
