"""What programs put round a text: tags, entities, escapes, records, marks of quoted lines."""
