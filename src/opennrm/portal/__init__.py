"""The front door: settings, root urls, navigation, the `opennrm` command, dashboards and the composed case page."""
