"""How the bundled encoder is made: unpacked, its vocabulary pruned, trained, quantised. Needs the training extra."""
